/** English words that the rules know. */

const set = (words: string) => new Set(words.split(/\s+/).filter((word) => word !== ''))

/** Words that are capitalised for another reason than being a person's name. */
export const NEVER_NAMES =
  set(`I A An The And But Or Nor For So Yet If When While As At By In On To From With Without Of Off Up Down Out Over
  Under After Before Since Until Till Because Though Although Unless Whether That This These Those There Here Where Why How What Which Who
  Whom Whose It Its He She They We You Him Her Them Us Me My Your His Our Their Mine Yours Hers Ours Theirs Is Are Was Were Be Been Am Do Does
  Did Done Have Has Had Will Would Shall Should Can Could Might Must Not No Yes Never Ever Now Then Once Again Still Just Only Even Such Some
  Any All Each Every Both Either Neither None Nothing Something Everything Anything Nobody Somebody Everybody Anybody Oh Ah O Well Why Hush Hullo
  Hallo Hello Alas Pray Please Come Go Let Look See Listen Stop Wait Tell Say Said Take Give Get Keep Make Think Know Very Too Much Many More Most
  Less Least Few Little Other Another Same Own One Two Three Four Five Six Seven Eight Nine Ten First Second Third Last Next Perhaps Maybe Indeed
  Certainly Surely Suddenly Presently Immediately Finally Meanwhile However Therefore Thus Hence Besides Moreover Nevertheless Yesterday Today
  Tomorrow To-day To-morrow To-night Tonight
  Christmas Easter Michaelmas God Lord Heaven Heavens Christ Jesus Providence
  Bible Gospel Devil Satan Hell English French German Italian Spanish Indian Irish Scotch Scottish Welsh American Russian Chinese European African
  Creole Latin Greek Roman Christian Catholic Protestant England France Germany Italy Spain India Ireland Scotland Wales America Russia China
  Europe Africa Asia London Paris Mississippi York Bath Chapter CHAPTER Volume VOLUME Book Part Good Great Bless Sir Madam Ma'am Thank Thanks Dear Poor
  Old Young True Right Quite Really Nonsense Mamma Mama Papa Mother Father North South East West Mr Mrs Ladyship Lordship Majesty Honour Honor
  Grace Highness Excellency Reverence Government Parliament Church State Exactly Ha Eh Ay Aye Being Having Upon Within Between Among Against Through
  During Toward Towards Into Like Thereupon Whereupon Accordingly Afterwards Nay Lo Behold Hark Esq Esquire Jun Sen Thou Thee Thy Whenever Whatever Wherever Twas Tis It's I'm I'll I've I'd Don't Can't Won't Didn't Isn't That's What's There's He's
  She's You're You've You'll They're We're We'll Let's Wasn't Couldn't Wouldn't Doesn't Shouldn't Ain't Who's Where's How's Here's`)
for (const keep of ['Mr', 'Mrs', 'Sir', 'Lord', 'Old', 'Young', 'Little', 'Poor', 'Dear', 'Father', 'Mother', 'Grace'])
  NEVER_NAMES.delete(keep)

/** Days and months are people only where they speak and act; May is a girl, and the March Hare speaks. */
export const CALENDAR =
  set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November
  December Spring Summer Autumn Winter`)

/** Words that are never names, but surnames behind a title or a first name: Mr. Young, Anna Last. */
export const SURNAMES_TOO =
  set(`Last Young Little Good Great Long More Still Own Church State Bath York English French German Ireland Wales East West North South Christian Book
  Part True Wise Will First Poor Old Day Grace Bishop Pope`)

/** Words that may begin a sentence right before a name. */
export const OPENING_WORDS =
  set(`Meantime Enter Exit Whenever Whatever Wherever Whoever However About Beyond Somehow Send Set Avast Thou Thee Thy Meanwhile Whereat Soon Sure Beside Behind
  Besides Above Below Beneath Along Across Around Round Except Notwithstanding Considering Happy Unhappy Wise Fair Bless Blessed Ask Bring Call Enter
  Exit Fetch Find Follow Forgive Give Hear Help Hold Leave Lend Make Mind Pass Put Remember Run Save Show Sit Stand Take Then Where While Still Kind
  Cold Amiable Lovely Brave Proud Wretched Miserable Foolish Silly Worthy Gallant Generous Gentle Noble Simple Stupid Clever Faithful`)

/** A name that ends in one of these is a place or a thing. */
export const PLACE_WORDS =
  set(`Street Road Lane Square Park House Hall Court Castle Abbey Lodge Cottage Farm Inn Hotel Hill Hills Mount Mountain
  Island Isle Islands River Bridge Church Chapel School College University Library Museum Hospital Station Avenue Terrace Place Row Gate Gates
  Gables Wood Woods Forest Field Fields Valley Lake Sea Ocean Bay Harbour Harbor County Shire Town City Village Club Company Office Society Bank
  Act Times Gazette Club Day Eve Room Point Pond Brook Hollow Common Green Grange Manor Rectory Vicarage Parsonage Palace Tower Yard Corner Slope
  Trust Works Glassworks Theatre Theater Railway Academy Derbyshire Hertfordshire Kent Surrey Sussex Street.`)
