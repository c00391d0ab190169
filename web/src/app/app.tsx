import { QueryClientProvider } from '@tanstack/react-query'
import { type CSSProperties, lazy, Suspense, useEffect } from 'react'
import { Toaster } from 'sonner'
import { Route, Router, Switch, useLocation } from 'wouter'
import { LanguageProvider, useLanguage } from '../i18n/language.tsx'
import { LiveProvider, useLiveTrees } from '../live/live.tsx'
import { ProjectPage } from '../project/project-page.tsx'
import { ProjectsPage } from '../projects/projects-page.tsx'
import { Announcer } from '../tasks/announcer.tsx'
import { TaskDrawer } from '../tasks/task-drawer.tsx'
import { live, queries } from './api.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { guardedNavigation } from './leave-guard.ts'
import { NotFound } from './not-found.tsx'
import { Shell } from './shell.tsx'
import { ThemeProvider, useShownTheme } from './theme.tsx'

const SettingsPage = lazy(() => import('../settings/settings-page.tsx'))

export function App() {
  return (
    <LanguageProvider>
      <ThemeProvider>
        <ErrorBoundary>
          <QueryClientProvider client={queries}>
            <LiveProvider store={live}>
              <Router aroundNav={guardedNavigation}>
                <Pages />
              </Router>
            </LiveProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </ThemeProvider>
    </LanguageProvider>
  )
}

function Pages() {
  useTitle()
  return (
    <div className="flex min-h-dvh flex-col">
      <Shell>
        <Suspense>
          <Switch>
            <Route path="/" component={ProjectsPage} />
            <Route path="/settings" component={SettingsPage} />
            <Route path="/projects/:projectId/*?">
              {({ projectId, '*': rest }) => <ProjectPage key={projectId} projectId={projectId} path={rest ?? ''} />}
            </Route>
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Shell>
      <TaskDrawer />
      <Announcer />
      <Toasts />
    </div>
  )
}

/** Wide enough for a sentence beside two buttons. */
const toastWidth = { '--width': '26rem' } as CSSProperties

function Toasts() {
  return (
    <Toaster
      theme={useShownTheme()}
      position="bottom-right"
      gap={10}
      style={toastWidth}
      toastOptions={{
        classNames: {
          toast: 'toast',
          description: 'toast-description',
          actionButton: 'toast-action',
          cancelButton: 'toast-cancel',
        },
      }}
    />
  )
}

/** The number of running tasks stands in the title, so that it is seen from another tab. */
function useTitle(): void {
  const [location] = useLocation()
  const count = useLiveTrees().length
  const { t } = useLanguage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page sets its title again.
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}Cineqo · ${t('app.tagline')}`
  }, [count, t, location])
}
