/** How `cineqo` ends. The one table; the help is made from it, and the README repeats it. */
export const exitCodes = {
  completed: 0,
  error: 1,
  badInput: 2,
  completedWithFailures: 3,
  failed: 4,
  servicesUnavailable: 5,
  cancelled: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export const exitCodeMeanings: Record<keyof typeof exitCodes, { en: string; zh: string }> = {
  completed: { en: 'done', zh: '完成' },
  error: { en: 'wrong usage, or an unexpected error', zh: '用法错误或意外错误' },
  badInput: { en: 'the file is missing or is not a novel', zh: '文件不存在或不是小说文本' },
  completedWithFailures: {
    en: 'done, but parts failed; `cineqo retry` does them again',
    zh: '已完成但部分失败，可用 `cineqo retry` 重试',
  },
  failed: { en: 'the job failed', zh: '任务失败' },
  servicesUnavailable: { en: 'the services could not be started or reached', zh: '服务无法启动或连接' },
  cancelled: { en: 'cancelled or interrupted', zh: '已取消或被中断' },
}
