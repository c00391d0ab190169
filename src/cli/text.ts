/** Everything that `cineqo` says, in both languages. */
import { fillIn } from '../contracts/fill-in.ts'
import type { Phase } from '../contracts/job-types.ts'
import type { JobStatus, WaitingReason } from '../contracts/statuses.ts'
import type { Importance, Language } from '../contracts/text.ts'
import { moneySentences } from './sentences-money.ts'
import { novelSentences } from './sentences-novel.ts'
import { settingsSentences } from './sentences-settings.ts'

const sentences = {
  // Help
  about: { en: 'Turns a novel into episodes, a cast and pictures.', zh: '把小说变成剧集、角色与图片。' },
  exit_codes: { en: 'Exit codes:', zh: '退出码：' },
  about_run: { en: 'adapt one novel and print what came out', zh: '改编一部小说并输出结果' },
  about_demo: { en: 'adapt a sample novel, with everything started for you', zh: '启动全部服务并改编示例小说' },
  about_services: { en: 'the local PostgreSQL and Temporal', zh: '本地 PostgreSQL 与 Temporal' },
  about_services_start: { en: 'start them and keep them up', zh: '启动并保持运行' },
  about_services_status: { en: 'how they are and how to connect', zh: '查看状态与连接方式' },
  about_services_env: {
    en: 'print them as settings for a shell: eval "$(cineqo services env)"',
    zh: '输出为 shell 设置：eval "$(cineqo services env)"',
  },
  about_services_stop: { en: 'stop them', zh: '停止' },
  about_jobs: { en: 'list jobs, newest first', zh: '列出任务，最新的在前' },
  about_watch: { en: 'follow a job to its end', zh: '跟踪任务直到结束' },
  about_retry: { en: 'do what a job left undone, and follow it', zh: '重试任务中未完成的部分并跟踪' },
  about_cancel: { en: 'cancel a job; what is finished is kept', zh: '取消任务，保留已完成的内容' },
  about_projects: { en: 'list projects', zh: '列出项目' },
  about_export: { en: 'write a project into a folder', zh: '把项目导出到文件夹' },
  argument_file: {
    en: 'the novel: txt, md, html, docx, epub, pdf, or a zip of txt chapters',
    zh: '小说文件：txt、md、html、docx、epub、pdf，或由 txt 章节组成的 zip',
  },
  argument_job: { en: 'id of the job', zh: '任务 id' },
  argument_project: { en: 'id or name of the project', zh: '项目 id 或名称' },
  option_json: { en: 'print JSON on stdout and nothing else there', zh: '标准输出只打印 JSON' },
  option_project: {
    en: 'project to use or create (default: the name of the file)',
    zh: '使用或新建的项目（默认：文件名）',
  },
  option_mode: { en: 'how episodes are cut: auto, chapters, count', zh: '分集方式：auto、chapters、count' },
  option_max_episodes: { en: 'at most N episodes; in mode count exactly N', zh: '最多 N 集；count 模式下正好 N 集' },
  option_minutes_per_episode: {
    en: 'minutes that an episode plays, in mode auto (default: {usual})',
    zh: 'auto 模式下每集时长（分钟，默认 {usual}）',
  },
  option_no_images: { en: 'draw no pictures', zh: '不生成图片' },
  option_out: { en: 'folder to write the result into', zh: '结果输出文件夹' },
  option_language: {
    en: 'language of the result: zh, en (default: that of the novel)',
    zh: '结果语言：zh、en（默认与小说相同）',
  },
  option_demo_language: { en: 'which sample to adapt: zh, en', zh: '改编哪个示例：zh、en' },
  option_limit: { en: 'how many', zh: '数量' },
  option_status: { en: 'only jobs with this status', zh: '只列出该状态的任务' },
  option_all: { en: 'also jobs that are parts of others', zh: '包括其他任务的子任务' },
  option_no_wait: { en: 'do not follow the job', zh: '不跟踪任务' },
  option_force: { en: 'stop them although somebody uses them', zh: '即使仍在使用也停止' },

  // Arguments and files
  bad_number: {
    en: '{name} must be a whole number from 1 to {max}; it is "{value}".',
    zh: '{name} 必须是 1 到 {max} 的整数，而不是“{value}”。',
  },
  bad_minutes: {
    en: '{name} must be a number of minutes from {minimum} to {maximum}; it is "{value}".',
    zh: '{name} 必须是 {minimum} 到 {maximum} 的分钟数，而不是“{value}”。',
  },
  bad_choice: {
    en: '{name} must be one of {choices}; it is "{value}".',
    zh: '{name} 只能是 {choices}，而不是“{value}”。',
  },
  count_needs_number: {
    en: 'Mode "count" needs --max-episodes N, the exact number of episodes.',
    zh: 'count 模式需要 --max-episodes N（确切集数）。',
  },
  file_missing: {
    en: 'There is no file {path}. Give the path of a novel.',
    zh: '找不到文件 {path}，请给出小说的路径。',
  },
  file_unreadable: {
    en: '{path} cannot be read ({reason}). Give the path of a novel.',
    zh: '无法读取 {path}（{reason}），请给出小说的路径。',
  },
  file_not_a_file: { en: '{path} is not a file. Give the path of a novel.', zh: '{path} 不是文件，请给出小说的路径。' },
  file_too_large: {
    en: '{path} has {megabytes} MB; the limit is {limit} MB (MAX_NOVEL_MEGABYTES).',
    zh: '{path} 有 {megabytes} MB，上限为 {limit} MB（MAX_NOVEL_MEGABYTES）。',
  },
  out_unwritable: {
    en: 'Nothing can be written into {path} ({reason}). Choose another folder with --out.',
    zh: '无法写入 {path}（{reason}），请用 --out 指定其他文件夹。',
  },
  no_project: {
    en: 'There is no project "{name}". `cineqo projects` lists them.',
    zh: '没有项目“{name}”，可用 `cineqo projects` 查看。',
  },
  samples_missing: {
    en: 'The sample novels are not there ({path}). Run the demo in a complete checkout or installation.',
    zh: '找不到示例小说（{path}），请在完整的安装目录中运行。',
  },

  // Services
  api_silent: {
    en: 'Nothing answers at {url}. Start the API there, or unset CINEQO_API_URL to have one started.',
    zh: '{url} 没有响应。请在该处启动 API，或取消 CINEQO_API_URL 以自动启动。',
  },
  process_died: {
    en: 'The {name} stopped ({how}). The end of its log, {log}:\n{tail}',
    zh: '{name} 已停止（{how}）。日志 {log} 末尾：\n{tail}',
  },
  process_restarted: {
    en: 'The {name} stopped ({how}); starting it again.',
    zh: '{name} 已停止（{how}），正在重新启动。',
  },
  not_ready: {
    en: 'The API at {url} was not ready within {seconds} s. Check that the database and Temporal run where the settings say.\n{what}',
    zh: '{url} 的 API 在 {seconds} 秒内未就绪，请确认数据库与 Temporal 按设置运行。\n{what}',
  },
  starting: { en: 'Starting Cineqo …', zh: '正在启动 Cineqo …' },
  no_worker: {
    en: 'No worker is running at {url}; the job waits until one is.',
    zh: '{url} 没有运行中的 worker，任务将等待。',
  },
  services_off: {
    en: 'The local services are not running. `cineqo services start` starts them.',
    zh: '本地服务未运行，可用 `cineqo services start` 启动。',
  },
  services_remote: {
    en: 'DATABASE_URL and TEMPORAL_ADDRESS are set: there is nothing local to start.',
    zh: '已设置 DATABASE_URL 和 TEMPORAL_ADDRESS，无需本地服务。',
  },
  services_stopped: { en: 'Stopped.', zh: '已停止。' },
  services_in_use: {
    en: 'Still used by {holders}; they stop when the last of these ends. --force stops them at once.',
    zh: '仍被 {holders} 使用；最后一个结束后自动停止。--force 立即停止。',
  },
  services_kept: { en: 'They stay up until `cineqo services stop`.', zh: '将保持运行，直到 `cineqo services stop`。' },
  held_by: { en: 'Used by', zh: '使用者' },

  // Running
  novel_read: {
    en: '{name}: {characters} characters, {paragraphs} paragraphs, {chapters} chapters',
    zh: '{name}：{characters} 字，{paragraphs} 段，{chapters} 章',
  },
  project_again: { en: 'Project "{name}" exists; going on in it.', zh: '项目“{name}”已存在，继续使用。' },
  joined: { en: 'A job from before still does this; following it: {job}', zh: '之前的任务仍在进行，继续跟踪：{job}' },
  cancelling: {
    en: 'Cancelling; what is finished is kept. Press Ctrl-C again to leave at once.',
    zh: '正在取消，已完成的内容会保留。再按 Ctrl-C 立即退出。',
  },
  cancelled: {
    en: 'Cancelled. What was finished is kept: `cineqo retry {job}` goes on, `cineqo export {project} --out DIR` writes it.',
    zh: '已取消，已完成的内容已保留：`cineqo retry {job}` 继续，`cineqo export {project} --out 文件夹` 导出。',
  },
  interrupted: { en: 'Interrupted.', zh: '已中断。' },
  detached: {
    en: 'Left; the job is kept. `cineqo watch {job}` goes on.',
    zh: '已离开，任务保留。`cineqo watch {job}` 可继续跟踪。',
  },
  job_failed: {
    en: 'The job failed: {reason} `cineqo retry {job}` tries what is missing again.',
    zh: '任务失败：{reason} `cineqo retry {job}` 可重试未完成的部分。',
  },
  job_partly: {
    en: 'Some parts failed: {reason} `cineqo retry {job}` tries them again.',
    zh: '部分失败：{reason} `cineqo retry {job}` 可重试。',
  },
  cancel_asked: { en: 'Asked to stop: {job}', zh: '已请求取消：{job}' },
  ended_already: { en: 'The job has ended already: {job}', zh: '任务已经结束：{job}' },
  retry_started: { en: 'Started again: {job}', zh: '已重新开始：{job}' },
  nothing_listed: { en: 'None.', zh: '没有。' },

  // Results
  came_out: {
    en: '{episodes} episodes, {characters} characters, {pictures} pictures',
    zh: '{episodes} 集，{characters} 个角色，{pictures} 张图片',
  },
  episodes: { en: 'Episodes', zh: '剧集' },
  cast: { en: 'Cast', zh: '角色' },
  mentions: { en: '{count} mentions', zh: '提及 {count} 次' },
  aliases: { en: 'also {names}', zh: '又名 {names}' },
  more: { en: '… and {count} more', zh: '… 另有 {count} 项' },
  files: { en: 'Files', zh: '文件' },
  made_offline: {
    en: 'Made by the offline provider: rules, no model was asked.',
    zh: '由离线（offline）规则生成，未调用模型。',
  },
  page: { en: 'Page', zh: '页面' },
  temporal_ui: { en: 'Temporal', zh: 'Temporal' },
  database: { en: 'Database', zh: '数据库' },
  stays_up: { en: 'Everything stays up. Press Ctrl-C to stop.', zh: '服务保持运行，按 Ctrl-C 停止。' },
  stops_now: {
    en: 'Everything that was started for this stops. `npm run dev` and `npm run worker:dev` bring it back.',
    zh: '为此启动的服务即将停止，可用 `npm run dev` 和 `npm run worker:dev` 重新启动。',
  },
  stopping: { en: 'Stopping …', zh: '正在停止 …' },
  pictures: { en: 'pictures', zh: '图片' },
  waits_until: { en: '{reason} until {time}', zh: '{reason}，至 {time}' },
  failed_count: { en: '{count} failed', zh: '{count} 失败' },
  ...novelSentences,
  ...moneySentences,
  ...settingsSentences,
} as const satisfies Record<string, { en: string; zh: string }>

export type SentenceKey = keyof typeof sentences

/** A sentence in one language with its `{parameters}` filled in. */
export type Say = (key: SentenceKey, params?: Record<string, string | number>) => string

export function sayIn(language: Language): Say {
  return (key, params = {}) => fillIn(sentences[key][language], params)
}

export const phaseNames: Record<Phase, { en: string; zh: string }> = {
  split: { en: 'split', zh: '分集' },
  cast: { en: 'cast', zh: '角色' },
  read: { en: 'read', zh: '阅读' },
  divide: { en: 'divide', zh: '划分' },
  write: { en: 'write', zh: '写作' },
  decide: { en: 'decide on names', zh: '辨认同名' },
  merge: { en: 'merge', zh: '合并' },
  portray: { en: 'portray', zh: '刻画' },
  draw: { en: 'draw', zh: '绘制' },
}

export const statusNames: Record<JobStatus, { en: string; zh: string }> = {
  pending: { en: 'pending', zh: '等待中' },
  processing: { en: 'processing', zh: '处理中' },
  completed: { en: 'completed', zh: '已完成' },
  completed_with_failures: { en: 'completed with failures', zh: '完成，部分失败' },
  failed: { en: 'failed', zh: '失败' },
  cancelled: { en: 'cancelled', zh: '已取消' },
}

export const waitingNames: Record<WaitingReason, { en: string; zh: string }> = {
  no_worker: { en: 'waits for a worker', zh: '等待 worker' },
  lane_closed: { en: 'waits for the provider', zh: '等待服务商' },
  retrying: { en: 'trying again', zh: '重试中' },
  budget: { en: 'paused: budget', zh: '暂停：预算' },
}

export const importanceNames: Record<Importance, { en: string; zh: string }> = {
  main: { en: 'main', zh: '主角' },
  supporting: { en: 'supporting', zh: '配角' },
  minor: { en: 'minor', zh: '次要' },
}

/** The language of the person: that of the system (LC_ALL, LANG), Chinese or else English. */
export function personLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh' : 'en'
}
