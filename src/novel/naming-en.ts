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
  `Lizzy Elizabeth,Lizzie Elizabeth,Eliza Elizabeth,Liza Elizabeth,Bess Elizabeth,Betty Elizabeth,Beth Elizabeth,Kitty Catherine,Kate Catherine Katherine,Cathy Catherine,Katie Katherine,Bill William,Billy William,Will William,Willy William,Tom Thomas,Tommy Thomas,Tam Thomas,Jack John,Johnny John,Jem James,Jim James,Jimmy James,Jamie James,Dick Richard,Rick Richard,Bob Robert,Bobby Robert,Rob Robert,Robin Robert,Harry Henry Harold,Hal Henry,Ned Edward Edmund,Ted Edward Theodore,Teddy Edward Theodore,Charley Charles,Charlie Charles,Sam Samuel,Sammy Samuel,Ben Benjamin,Joe Joseph,Joey Joseph,Nancy Anne Ann,Nance Nancy,Annie Anne Ann,Nan Anne Nancy,Polly Mary,Molly Mary,May Mary,Maggie Margaret,Meg Margaret,Peggy Margaret,Madge Margaret,Sally Sarah,Sadie Sarah,Fanny Frances,Frank Francis,Becky Rebecca,Jenny Jane Jennifer,Janie Jane,Nell Eleanor Helen Ellen,Nelly Eleanor Helen Ellen,Ellie Eleanor,Dolly Dorothy,Dora Dorothy,Lottie Charlotte,Lou Louisa,Susie Susan,Sue Susan,Alec Alexander,Alex Alexander,Sandy Alexander,Andy Andrew,Dan Daniel,Danny Daniel,Dave David,Davy David,Fred Frederick,Freddy Frederick,Greg Gregory,Mick Michael,Mike Michael,Nick Nicholas,Pat Patrick,Pete Peter,Phil Philip,Steve Stephen,Toby Tobias,Tony Anthony,Wat Walter,Archie Archibald,Barney Barnaby Bernard,Bertie Albert,Georgy George,Josie Josephine,Minnie Wilhelmina,Tess Teresa,Vicky Victoria,Ada Adelaide,Amy Amelia,Emmy Emma Emily,Hetty Henrietta Hester,Letty Letitia,Milly Millicent,Patty Martha,Winnie Winifred,Gus Augustus,Jon Jonathan,Matt Matthew,Rosie Rosalind Rose Rosamond Rosemary,Jules Julian Julius,Tilly Matilda,Gerry Gerald Gerard,Gussie Augusta Augustus,Hattie Harriet,Libby Elizabeth,Maisie Margaret,Effie Euphemia,Con Constance Cornelius,Connie Constance,Vi Violet,Flo Florence,Florrie Florence,Millie Mildred Millicent Amelia,Bart Bartholomew,Nat Nathaniel,Zeke Ezekiel,Jerry Jeremiah Gerald,Larry Lawrence,Ron Ronald,Vic Victor Victoria,Stan Stanley,Reggie Reginald,Ralphie Ralph,Percy Percival,Algy Algernon`
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

const FEMALE_FIRST =
  'Ada Adele Agatha Agnes Alice Amelia Amy Anastasia Ann Anna Anne Arabella Augusta Barbara Beatrice Bertha Betsy Bridget Caroline Catherine Cecilia Charlotte Clara Clarissa Constance Cora Cordelia Daisy Diana Dinah Dora Dorothea Dorothy Edith Edna Eleanor Eliza Elizabeth Ella Ellen Elsie Emily Emma Esther Ethel Eva Eve Evelyn Fanny Flora Florence Frances Georgiana Gertrude Grace Hannah Harriet Helen Henrietta Hester Ida Irene Isabel Isabella Jane Janet Jemima Jessie Joan Josephine Julia Judith Kate Katharine Katherine Kitty Laura Lavinia Letitia Lily Lizzy Louisa Lucy Lydia Mabel Madeline Margaret Maria Marian Marianne Marilla Martha Mary Matilda Maud Mercy Mildred Minnie Miriam Molly Nancy Nell Nelly Nora Olive Olivia Patience Penelope Phoebe Polly Prudence Rachel Rebecca Rosalind Rosamond Rose Rosa Ruby Ruth Sally Sarah Selina Sophia Sophy Stella Susan Susanna Sylvia Theodora Tilly Hetty Rosie Hattie Tess Ursula Victoria Violet Virginia Winifred'
const MALE_FIRST =
  'Abel Abraham Adam Albert Alexander Alfred Allan Ambrose Andrew Anthony Archibald Arnold Arthur Augustus Barnaby Bartholomew Basil Benjamin Bernard Bertram Bill Cecil Charles Charley Charlie Christopher Clarence Daniel David Dick Duncan Edgar Edmund Edward Edwin Ernest Eugene Ferdinand Fitzwilliam Francis Frank Fred Frederick Geoffrey George Gerald Gilbert Godfrey Gregory Guy Hareton Harold Harry Henry Herbert Horace Hubert Hugh Isaac Jack Jacob James Jasper Jem Jeremiah Jerry Jim Joe John Jonathan Joseph Joshua Kenneth Lawrence Leonard Lionel Luke Mark Martin Matthew Maurice Lucian Gerard Julian Barney Fenwick Davy Elias Michael Miles Moses Nathaniel Ned Nicholas Noah Oliver Oscar Patrick Paul Percy Peter Philip Ralph Raymond Reginald Richard Robert Roger Roland Rupert Samuel Sebastian Sherlock Sidney Simon Solomon Stephen Theodore Thomas Tim Timothy Toby Tobias Tom Victor Vincent Walter Wilfred Will William'
const FIRST_NAMES = new Map<string, Gender>([
  ...FEMALE_FIRST.split(' ').map((name): [string, Gender] => [name, 'female']),
  ...MALE_FIRST.split(' ').map((name): [string, Gender] => [name, 'male']),
])

/** What a first name says, `null` for one that is rare or given to both. */
export function genderOfFirstName(name: string): Gender | null {
  return FIRST_NAMES.get(name) ?? null
}
