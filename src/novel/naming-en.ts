/** How English names are built: titles, first names, surnames, short forms. */

export type Gender = 'female' | 'male'

export interface EnglishName {
  /** As in the table, without its full stop: `Mr`, `Miss`, `Captain`. */
  title: string | null
  /** The words of the name itself. */
  words: string[]
  gender: Gender | null
}

const MALE_TITLES =
  'Mr Mister Sir Lord Monsieur Uncle Master Signor Count Duke Baron King Prince Father Brother Squire Don Herr M'
const FEMALE_TITLES =
  'Mrs Miss Ms Mistress Lady Madame Mademoiselle Madam Aunt Signora Countess Duchess Baroness Queen Princess Mother Sister Dame Nurse Widow Mme Mlle Frau'
const OTHER_TITLES =
  'Dr Doctor Captain Capt Colonel Col Major General Gen Lieutenant Lt Sergeant Corporal Professor Prof Reverend Rev Inspector Detective Constable Judge Admiral Commander Bishop Cousin Saint Old Little Young Poor Dear'

/** Words that may stand before a name without being part of it: they tell nobody apart. */
const EPITHETS = new Set('Old Little Young Poor Dear'.split(' '))

const TITLE_GENDER = new Map<string, Gender | null>([
  ...MALE_TITLES.split(' ').map((title): [string, Gender] => [title, 'male']),
  ...FEMALE_TITLES.split(' ').map((title): [string, Gender] => [title, 'female']),
  ...OTHER_TITLES.split(' ').map((title): [string, null] => [title, null]),
])

/** Titles that are names by themselves when nothing follows: the King, the Duchess, the Captain. */
export const OFFICES = new Set(
  'King Queen Prince Princess Duke Duchess Count Countess Baron Baroness Captain Colonel Major General Doctor Professor Inspector Judge Admiral Bishop'.split(
    ' ',
  ),
)

const SAME_TITLE: Record<string, string> = {
  Mister: 'Mr',
  Doctor: 'Dr',
  Capt: 'Captain',
  Col: 'Colonel',
  Gen: 'General',
  Lt: 'Lieutenant',
  Prof: 'Professor',
  Rev: 'Reverend',
  Mme: 'Madame',
  Mlle: 'Mademoiselle',
  M: 'Monsieur',
  Ms: 'Miss',
}

/** Short forms and the first names they stand for. */
const SHORT_FORMS: Record<string, string[]> = Object.fromEntries(
  `Lizzy Elizabeth,Lizzie Elizabeth,Eliza Elizabeth,Liza Elizabeth,Bess Elizabeth,Betty Elizabeth,Beth Elizabeth,Kitty Catherine,Kate Catherine Katherine,Cathy Catherine,Katie Katherine,Bill William,Billy William,Will William,Willy William,Tom Thomas,Tommy Thomas,Tam Thomas,Jack John,Johnny John,Jem James,Jim James,Jimmy James,Jamie James,Dick Richard,Rick Richard,Bob Robert,Bobby Robert,Rob Robert,Robin Robert,Harry Henry Harold,Hal Henry,Ned Edward Edmund,Ted Edward Theodore,Teddy Edward Theodore,Charley Charles,Charlie Charles,Sam Samuel,Sammy Samuel,Ben Benjamin,Joe Joseph,Joey Joseph,Nancy Anne Ann,Nance Nancy,Annie Anne Ann,Nan Anne Nancy,Polly Mary,Molly Mary,May Mary,Maggie Margaret,Meg Margaret,Peggy Margaret,Madge Margaret,Sally Sarah,Sadie Sarah,Fanny Frances,Frank Francis,Becky Rebecca,Jenny Jane Jennifer,Janie Jane,Nell Eleanor Helen Ellen,Nelly Eleanor Helen Ellen,Ellie Eleanor,Dolly Dorothy,Dora Dorothy,Lottie Charlotte,Lou Louisa,Susie Susan,Sue Susan,Alec Alexander,Alex Alexander,Sandy Alexander,Andy Andrew,Dan Daniel,Danny Daniel,Dave David,Davy David,Fred Frederick,Freddy Frederick,Greg Gregory,Mick Michael,Mike Michael,Nick Nicholas,Pat Patrick,Pete Peter,Phil Philip,Steve Stephen,Toby Tobias,Tony Anthony,Wat Walter,Archie Archibald,Bertie Albert,Georgy George,Josie Josephine,Minnie Wilhelmina,Tess Teresa,Vicky Victoria,Ada Adelaide,Amy Amelia,Emmy Emma Emily,Hetty Henrietta Hester,Letty Letitia,Milly Millicent,Patty Martha,Winnie Winifred,Gus Augustus,Jon Jonathan,Matt Matthew`
    .split(',')
    .map((entry) => entry.split(' '))
    .map(([short = '', ...full]) => [short, full]),
)

/** Takes a name apart. `Mr. Sherlock Holmes` -> Mr, [Sherlock, Holmes], male. */
export function parseEnglishName(name: string): EnglishName {
  const words = name
    .replace(/^(the|a|an) /i, '')
    .split(' ')
    .map((word) => word.replace(/\.$/, ''))
  let title: string | null = null
  let gender: Gender | null = null
  while (words.length > 1) {
    const first = words[0] as string
    if (!TITLE_GENDER.has(first)) break
    gender ??= TITLE_GENDER.get(first) ?? null
    if (!EPITHETS.has(first)) title = SAME_TITLE[first] ?? first
    words.shift()
  }
  return { title, words, gender }
}

/** Whether a word is a title or an epithet that may begin a name. */
export function isEnglishTitle(word: string): boolean {
  return TITLE_GENDER.has(word.replace(/\.$/, ''))
}

/** Whether the short form may stand for the first name: Lizzy, Elizabeth. */
export function isShortFormOf(short: string, full: string): boolean {
  return SHORT_FORMS[short]?.includes(full) ?? false
}
