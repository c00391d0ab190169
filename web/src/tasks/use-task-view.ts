import { useLocation, useSearchParams } from 'wouter'
import { projectOfPath, readTaskView, type TaskView, writeTaskView } from './task-url.ts'

/** The view of the Task Center, and a way to change it. Opening it is a step that "back" takes back; a change of filter is not. */
export function useTaskView() {
  const [query, setQuery] = useSearchParams()
  const [path] = useLocation()
  const view = readTaskView(query)
  return {
    view,
    /** The project that "this project" means here. */
    projectId: projectOfPath(path),
    change(changes: Partial<TaskView>): void {
      const opens = view.tab === null
      setQuery((current) => writeTaskView(current, { ...readTaskView(current), ...changes }), { replace: !opens })
    },
  }
}
