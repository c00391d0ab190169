/**
 * PM2: `npm run build && pm2 start ecosystem.config.js`. A restarted worker takes no new work, lets running work go on for the grace, and hands
 * the rest over, so `kill_timeout` must be longer than SHUTDOWN_GRACE_SECONDS and the hand-over together.
 */
const everywhere = {
  cwd: import.meta.dirname,
  env: { NODE_ENV: 'production' },
  kill_timeout: 20_000,
  exp_backoff_restart_delay: 200,
  time: true,
}

export const apps = [
  { ...everywhere, name: 'cineqo-api', script: 'dist/api/main.js' },
  { ...everywhere, name: 'cineqo-worker', script: 'dist/worker.js' },
]
