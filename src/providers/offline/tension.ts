/** How much a reader wants to know what comes next, by the words at the end of a passage. */
import type { Language } from '../../contracts/text.ts'

/** Looked at from the end, in characters: the last sentence or two. */
const TAIL: Record<Language, number> = { zh: 60, en: 180 }

/** What each sign adds; together they stay below a break that the author set. */
const SIGNS: Record<Language, ReadonlyArray<[RegExp, number]>> = {
  zh: [
    // A question that is left open, most of all as the last words.
    [/[？?]["”」』]?$/, 0.2],
    [/[？?]/, 0.06],
    [/(?:……|…|——|—)["”」』]?$/, 0.1],
    [/[！!]["”」』]?$/, 0.07],
    // Reversals and what is sudden.
    [
      /忽然|突然|猛然|陡然|不料|谁知|哪知|岂料|不想|没想到|想不到|竟然|居然|竟是|却是|原来|正要|刚要|话音未落|就在这时/,
      0.14,
    ],
    // Threats.
    [/杀|死|血|刀|枪|毒|绑|抓|追兵|逃|危险|救命|完了|不得了|不好了|大事不好|来了/, 0.1],
    // Discoveries.
    [
      /发现|认出|看见|只见|听见|只听|秘密|真相|不见了|失踪|空无一人|愣住|怔住|呆住|脸色(?:大|一)?变|吃了一惊|大惊|吓/,
      0.1,
    ],
    [/不知(?:道)?.{0,20}$|究竟|到底|如何是好|怎么办|且听/, 0.12],
  ],
  en: [
    [/\?["”’]?$/, 0.2],
    [/\?/, 0.06],
    [/(?:…|\.\.\.|—|--)["”’]?$/, 0.1],
    [/!["”’]?$/, 0.07],
    [
      /\b(?:suddenly|all at once|to (?:my|his|her|their) (?:surprise|horror|astonishment)|at that (?:very )?(?:moment|instant)|but then|instead|unexpected\w*)\b/i,
      0.14,
    ],
    [
      /\b(?:kill\w*|murder\w*|dead|death|died|blood|knife|gun|pistol|poison\w*|scream\w*|cried out|shriek\w*|danger|escape\w*|fled|threat\w*|fire)\b/i,
      0.1,
    ],
    [
      /\b(?:discover\w*|recogni[sz]ed|secret|vanished|disappeared|gone|empty|missing|found|turned pale|started|trembl\w*|fainted|never (?:again|saw|came|returned))\b/i,
      0.1,
    ],
    [/\b(?:wonder\w*|nobody knew|no one knew|what (?:would|could|was)|who (?:would|could|was)|whether)\b/i, 0.1],
  ],
}
const MOST = 0.45

/** How much the end of a paragraph leaves open: from 0 (all is told) to 0.45 (the reader is left hanging). */
export function tensionAtEnd(paragraph: string, language: Language): number {
  return tensionOf(paragraph.slice(-TAIL[language]), language)
}

/** The same of a sentence. */
export function tensionOf(words: string, language: Language): number {
  const sum = SIGNS[language].reduce((total, [sign, weight]) => total + (sign.test(words) ? weight : 0), 0)
  return Math.min(MOST, sum)
}
