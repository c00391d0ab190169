/** What is shown of a running job: one row for it, one for each of its parts, one for all its pictures together. Pure. */
import type { Job, Waiting } from '../contracts/job.ts'
import { jobCatalogue } from '../contracts/job-types.ts'
import type { PhaseCount } from '../contracts/progress.ts'
import type { Language } from '../contracts/text.ts'
import { pad, printable, truncate, widthOf } from './terminal.ts'
import { phaseNames, sayIn, statusNames, waitingNames } from './text.ts'

export interface ProgressRow {
  /** Stays the same while the row changes. */
  key: string
  depth: 0 | 1
  title: string
  /** 0 to 100. */
  percent: number
  /** How many of how many, and of what. May be empty. */
  count: string
  /** A status that is not the usual one, or why it waits. May be empty. */
  remark: string
}

export function progressRows(job: Job, parts: readonly Job[], language: Language): ProgressRow[] {
  const rows = [rowOf(job, 0, language)]
  const byAge = [...parts].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id))
  for (const part of byAge) {
    if (part.type !== 'character_image_generation') rows.push(rowOf(part, 1, language))
  }
  const pictures = byAge.filter((part) => part.type === 'character_image_generation')
  if (pictures.length > 0) rows.push(pictureRow(pictures, language))
  return rows
}

function rowOf(job: Job, depth: 0 | 1, language: Language): ProgressRow {
  const title = [jobCatalogue[job.type].title[language], printable(job.label)].filter(Boolean).join(' · ')
  return {
    key: job.id,
    depth,
    title,
    percent: job.progress,
    count: countOf(job, language),
    remark: remarkOf(job, language),
  }
}

/** The phase that the job is in, in items; of a job whose phases are jobs of their own, nothing: they have rows. */
function countOf(job: Job, language: Language): string {
  const phase = job.phase
  const count = phase && job.phases[phase]
  if (!phase || !count || job.type === 'adaptation') return ''
  // Work that a cancelled job did not do has not failed.
  const shown = job.status === 'cancelled' ? { ...count, failed: 0 } : count
  return `${phaseNames[phase][language]} ${inNumbers(shown, language)}`
}

function pictureRow(pictures: readonly Job[], language: Language): ProgressRow {
  const count = {
    total: pictures.length,
    completed: pictures.filter(({ status }) => status === 'completed').length,
    failed: pictures.filter(({ status }) => status === 'failed').length,
  }
  const sum = pictures.reduce((percent, { progress }) => percent + progress, 0)
  return {
    key: 'pictures',
    depth: 1,
    title: sayIn(language)('pictures'),
    percent: Math.floor(sum / pictures.length),
    count: inNumbers(count, language),
    remark: '',
  }
}

function inNumbers({ completed, total, failed }: PhaseCount, language: Language): string {
  const done = `${completed}/${total}`
  return failed > 0 ? `${done}, ${sayIn(language)('failed_count', { count: failed })}` : done
}

function remarkOf(job: Job, language: Language): string {
  if (job.waiting) return waitingText(job.waiting, language)
  const isUsual = job.status === 'processing' || job.status === 'completed'
  return isUsual ? '' : statusNames[job.status][language]
}

/** Why a job waits, and until when where that is known. */
export function waitingText({ reason, until }: Waiting, language: Language): string {
  const name = waitingNames[reason][language]
  return until === null ? name : sayIn(language)('waits_until', { reason: name, time: timeOfDay(new Date(until)) })
}

const barColumns = 24

/** The rows as lines of at most `columns`, drawn as a tree. `elapsedMs` is shown beside the first. */
export function drawRows(rows: readonly ProgressRow[], { columns, elapsedMs }: { columns: number; elapsedMs: number }) {
  const titles = rows.map((row, index) => branch(row, index === rows.length - 1) + row.title)
  const titleColumns = Math.min(Math.max(...titles.map(widthOf)), Math.max(12, columns - barColumns - 30))
  return rows.map((row, index) => {
    const filled = Math.round((barColumns * row.percent) / 100)
    const bar = '█'.repeat(filled) + '░'.repeat(barColumns - filled)
    const tail = [row.count, row.remark, index === 0 ? clock(elapsedMs) : ''].filter(Boolean).join('  ')
    const title = pad(truncate(titles[index] ?? '', titleColumns), titleColumns)
    return truncate(`${title}  ${bar} ${String(row.percent).padStart(3)} %  ${tail}`.trimEnd(), columns - 1)
  })
}

/** One row as a line of a log. */
export function writeRow(row: ProgressRow): string {
  return [`${'  '.repeat(row.depth)}${row.title}`, `${row.percent} %`, row.count, row.remark].filter(Boolean).join('  ')
}

function branch(row: ProgressRow, isLast: boolean): string {
  if (row.depth === 0) return ''
  return isLast ? '└ ' : '├ '
}

/** Of this machine's time zone: `09:05:00`. */
function timeOfDay(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** Minutes and seconds: `1:05`. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
