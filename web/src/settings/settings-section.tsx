import { type ReactNode, useId } from 'react'

/** A part of the settings, with its title. */
export function SettingsSection({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="panel p-5 sm:p-7">
      <h2 id={id} className="title text-xl">
        {title}
      </h2>
      <p className="mt-1 mb-5 text-soft">{text}</p>
      <div className="space-y-5">{children}</div>
    </section>
  )
}
