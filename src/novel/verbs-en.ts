/** What people do in English novels, in the past and as it is told of them. */

const set = (words: string) => new Set(words.split(/\s+/).filter((word) => word !== ''))

export const SPEECH_VERBS =
  set(`said says say replied answered asked cried exclaimed observed remarked returned inquired enquired shouted
  whispered muttered murmured added continued demanded rejoined interrupted repeated called screamed sobbed growled laughed
  sighed thought interposed responded declared announced explained began faltered stammered retorted ejaculated snapped snarled
  gasped pleaded protested suggested groaned grumbled insisted urged went chuckled hissed roared yelled told`)

export const PERSON_VERBS =
  set(`looked went thought felt knew came turned smiled nodded sat stood walked ran took had made gave saw heard
  wished seemed rose shook opened entered left began drew put spoke bowed blushed frowned stopped paused hesitated wept kissed
  laughed listened watched stared leaned held threw caught fell lay slept woke ate drank wrote read believed hoped feared loved hated
  liked wanted tried decided understood remembered forgot waited followed hurried jumped climbed crept could would did was has is
  himself herself never who soon then now always only`)

/** What is done at people: looked at Anna, but lived at Hale. */
export const LOOKING = /^(?:look|star|glanc|gaz|smil|laugh|nodd|frown|point|glar|peer|shout|scowl|grinn?|beam|swor)\w*$/
