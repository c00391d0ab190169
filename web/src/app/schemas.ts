/** Comes before every schema: they are not compiled with `new Function`, which the content security policy forbids. */
import { config } from 'zod'

config({ jitless: true })
