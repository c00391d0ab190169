/** English given names of the eighteenth to the twentieth century: what sex they tell, and the short forms in use. */
import type { Gender } from '../contracts/text.ts'

/** Each short form and the names it stands for. */
const SHORT_FORMS = new Map(
  `Abby Abigail, Abe Abraham, Ada Adelaide, Addie Adelaide Adeline, Al Albert Alfred Alexander, Alec Alexander,
Alex Alexander, Alf Alfred, Alfie Alfred, Algy Algernon, Alick Alexander, Allie Alice, Ally Alice Alison, Amy
Amelia, Andy Andrew, Annie Anne Ann, Ant Anthony, Archie Archibald, Art Arthur, Arty Arthur, Barney Barnaby
Bernard, Bart Bartholomew, Baz Basil, Bea Beatrice, Becky Rebecca, Bella Isabella Arabella, Belle Isabella
Arabella, Ben Benjamin Benedict, Benjy Benjamin, Benny Benjamin, Bert Albert Herbert Hubert Robert, Bertie
Albert Herbert Bertram Robert, Bess Elizabeth, Bessie Elizabeth, Bet Elizabeth Betsy, Beth Elizabeth, Betsey
Elizabeth, Betsy Elizabeth, Betty Elizabeth, Bex Rebecca, Bill William, Billy William, Bob Robert, Bobby Robert,
Caddy Caroline, Cal Calvin, Carrie Caroline, Cassie Cassandra, Cathy Catherine, Celia Cecilia, Charley Charles,
Charlie Charles Charlotte, Chas Charles, Chris Christopher Christine Christina, Chuck Charles, Cilla Priscilla,
Cis Cecilia Cecily, Cissy Cecilia Cecily, Clem Clement Clementine Clementina, Clemmie Clementine, Con Constance
Cornelius, Connie Constance, Cy Cyrus, Daisy Margaret, Dan Daniel, Danny Daniel, Dave David Davis, Davie David,
Davy David, Denny Dennis, Di Diana, Dick Richard Dickon, Dodo Dorothea, Dolf Adolphus, Dollie Dorothy, Dolly
Dorothy, Dolph Adolphus Randolph, Don Donald, Dora Dorothy, Dot Dorothy Dorothea, Doug Douglas, Drew Andrew, Ed
Edward Edmund Edwin, Eddie Edward Edwin Edmund, Eddy Edward Edwin Edmund, Effie Euphemia Ephigenia, Eliza
Elizabeth, Ellie Eleanor Ellen Elinor, Elsie Elizabeth Alice, Em Emma Emily Emmeline, Emmie Emma Emily, Emmy
Emma Emily, Eph Ephraim, Ernie Ernest, Essie Esther, Etta Henrietta, Fan Frances Fanny, Fanny Frances, Flo
Florence, Florrie Florence, Flossie Florence, Fran Frances, Frank Francis, Frankie Frank Francis, Fred Frederick
Alfred Wilfred, Freda Winifred Frederica, Freddie Frederick Alfred, Freddy Frederick, Gabe Gabriel, Gail
Abigail, Geoff Geoffrey, Georgie George Georgiana Georgina, Georgina Georgiana, Georgy George Georgiana, Gerry
Gerald Gerard, Gertie Gertrude, Gil Gilbert, Gina Georgina, Ginger Virginia, Ginny Virginia Jane, Gracie Grace,
Greg Gregory, Greta Margaret, Gus Augustus Gustave, Gussie Augusta Augustus Augustine, Hal Henry Harold, Hank
Henry, Harry Henry Harold Harris, Hattie Harriet, Hatty Harriet, Hen Henry, Herb Herbert, Hettie Henrietta
Hester, Hetty Henrietta Hester, Hugh Hubert, Hughie Hugh, Ike Isaac, Izzy Isabel Isabella, Jack John Jacob, Jake
Jacob, Jamie James, Janie Jane, Jas Jasper, Jean Jane, Jed Jedediah, Jeff Jeffrey Geoffrey, Jem James, Jenny
Jane Jennifer, Jerry Jeremiah Gerald, Jessie Jessica Janet, Jim James, Jimmy James, Jinny Virginia Jane, Jo
Josephine Joanna, Jock John, Joe Joseph, Joey Joseph, Johnnie John, Johnny John, Jon Jonathan, Jonny Jonathan
John, Jos Joseph Joshua, Josh Joshua Josiah, Josie Josephine Joseph, Jules Julian Julius, Kate Catherine
Katherine, Katie Katherine, Ken Kenneth, Kit Christopher Katherine Catherine, Kitty Catherine, Larry Lawrence,
Len Leonard, Lena Helena Magdalena Madeline, Lenny Leonard, Leo Leopold Leonard, Letty Letitia, Lew Lewis, Lexie
Alexandra, Libby Elizabeth, Lije Elijah, Lil Lilian Lily, Lilly Lilian, Lily Lilian, Lina Caroline Angelina,
Lisa Elizabeth, Liza Elizabeth, Lizbeth Elizabeth, Lizzie Elizabeth, Lizzy Elizabeth, Lolly Laura Charlotte,
Lonny Alonzo, Lorrie Laura, Lottie Charlotte Carlotta, Lou Louisa Louise Lucy, Louie Louis Louisa, Lucy Lucinda
Lucia, Luke Lucas, Lulu Louise Louisa Lucy, Madge Margaret Margery, Mag Margaret Magdalen, Maggie Margaret,
Maisie Margaret, Mamie Mary, Marge Margaret Margery, Mart Martin, Marty Martha Martin, Mat Matthew Matilda, Matt
Matthew, Mattie Martha Matilda Matthew, Matty Matilda Martha, Maudie Maud, Max Maximilian Maxwell, May Mary, Meg
Margaret, Mick Michael, Mickey Michael, Mike Michael, Millie Mildred Millicent Amelia, Milly Millicent, Mimi
Miriam Maria, Mina Wilhelmina, Minnie Wilhelmina Mary Hermione, Moll Mary, Mollie Mary, Molly Mary, Monty
Montague, Mort Mortimer, Nabby Abigail, Nan Anne Nancy, Nance Nancy, Nancy Anne Ann, Nat Nathaniel, Nate
Nathaniel Nathan, Ned Edward Edmund Edwin, Nell Eleanor Helen Ellen Elinor, Nellie Eleanor Helen Ellen, Nelly
Eleanor Helen Ellen Elinor, Netta Henrietta Annette, Nettie Annette Henrietta Jeanette, Netty Annette Henrietta,
Nick Nicholas, Noll Oliver, Nolly Oliver, Nora Eleanor Honora Leonora Elinor, Obie Obadiah, Ollie Oliver, Paddy
Patrick, Pat Patrick Patricia, Patsy Patricia Martha, Patty Martha Patricia, Peg Margaret, Peggy Margaret, Percy
Percival, Pete Peter, Phemie Euphemia, Phil Philip Phillip, Pip Philip, Poll Mary, Polly Mary, Prissy Priscilla,
Prue Prudence, Rae Rachel, Ralphie Ralph, Ray Raymond, Reggie Reginald, Reta Margaret, Rex Reginald, Ria Maria,
Rich Richard, Rick Richard, Ricky Richard Eric, Rita Margaret Marguerite, Rob Robert, Robbie Robert, Robby
Robert, Robin Robert, Rod Roderick Rodney, Roddy Roderick, Ron Ronald, Rory Roderick, Ros Rosalind, Rose
Rosalind Rosamond, Rosie Rosalind Rose Rosamond Rosemary, Rosy Rosamond Rosalind Rose, Roxy Roxana, Sadie Sarah
Sally, Sal Sarah Sally, Sally Sarah, Sam Samuel, Sammy Samuel, Sandy Alexander Alexandra, Sasha Alexander, Si
Silas Simon, Sid Sidney, Sim Simon, Sis Cecilia, Sissy Cecilia, Sol Solomon, Sophy Sophia, Stan Stanley, Ste
Stephen, Steve Stephen, Stevie Stephen, Sue Susan, Sukey Susan, Suky Susan, Susie Susan, Susy Susan, Sy Silas,
Syd Sydney, Sylvie Sylvia, Tabby Tabitha, Tad Thaddeus Theodore, Tam Thomas, Ted Edward Theodore, Teddy Edward
Theodore, Terry Terence, Tess Teresa Theresa, Tessa Theresa Teresa, Thad Thaddeus, Thea Dorothea Theodora, Theo
Theodore Theobald, Tibbie Isabella, Tibby Isabella Theobald, Tilda Matilda, Tilly Matilda, Tim Timothy, Timmy
Timothy, Tina Christina Clementina, Toby Tobias, Toinette Antoinette, Tom Thomas Tommy, Tommie Thomas, Tommy
Thomas, Tony Anthony Antony Antonia, Trix Beatrix Beatrice, Trixie Beatrix Beatrice, Trudy Gertrude, Val
Valentine, Vi Violet, Vic Victor Victoria, Vicky Victoria, Vin Vincent, Vince Vincent, Vinnie Lavinia Virginia,
Viola Violet, Wally Walter Wallace, Walt Walter, Wat Walter, Will William Wilfred, Willie William, Wills
William, Willy William, Win Winifred, Winnie Winifred, Zach Zachary Zachariah, Zeke Ezekiel`
    .split(/,\s+/)
    .map((entry) => entry.split(/\s+/))
    .map(([short = '', ...full]): [string, string[]] => [short, full]),
)

/** Short forms that are given as names, too: a Nancy need not be an Anne. */
const NAMES_OF_THEIR_OWN = new Set(
  `Alec Amy Annie Beatrix Bella Belle Bessie Betsy Betty Carrie Celia Daisy Dodo Dolly Dora Effie Elsie Emmie Fanny Florrie Frank
Georgina Grace Greta Guy Harry Hugh Jack Jake Jamie Jean Jenny Jerry Jessie Jo Joe Josie Jules Kate Katie Kit Kitty Larry Lena Leo
Lily Lottie Lou Louie Lucy Lulu Luke Madge Maggie Mamie Mattie Max May Meg Milly Minnie Molly Nan Nancy Nat Nell Nelly Nora Pat
Patty Peg Peggy Percy Pip Polly Ray Rex Rita Robin Rory Rose Rosy Sadie Sally Sandy Sophy Stan Susie Tess Tibby Toby Tom Tony Vera
Viola Win Winnie`.split(/\s+/),
)

/** Whether the short form may stand for the name: Lizzy, Elizabeth. */
export function isShortFormOf(short: string, full: string): boolean {
  return SHORT_FORMS.get(short)?.includes(full) ?? false
}

/** Whether a short form stands for a longer name and is none by itself: Lizzy is an Elizabeth, Nancy may be a Nancy. */
export function isOnlyShortForm(name: string): boolean {
  return SHORT_FORMS.has(name) && !NAMES_OF_THEIR_OWN.has(name)
}

const FEMALE = `Abigail Ada Adela Adelaide Adele Adelia Adeline Agatha Agnes Alexandra Alice Alicia Alison Almira Amabel Amanda
Amelia Amy Anastasia Angela Angelina Ann Anna Annabel Anne Annette Annie Antoinette Antonia Arabella Augusta
Aurora Barbara Beatrice Beatrix Becky Bella Belle Bertha Bess Bessie Bessy Beth Betsy Betty Blanche Bridget
Camilla Candace Carlotta Carol Caroline Carrie Cassandra Catherine Cecilia Cecily Celeste Celia Charity
Charlotte Christina Christine Claire Clara Clare Clarissa Claudia Clementina Clementine Cleopatra Clorinda
Constance Cora Cordelia Cornelia Cynthia Daisy Delia Delilah Della Denise Diana Dinah Dolly Dolores Dora Doris
Dorothea Dorothy Drusilla Edith Edna Effie Eileen Elaine Eleanor Eleanora Elinor Elisa Elisabeth Elise Eliza
Elizabeth Ella Ellen Ellie Eloise Elsie Elspeth Elvira Emilia Emily Emma Emmeline Emmie Enid Esme Estella
Estelle Esther Ethel Ethelberta Eugenia Eugenie Eulalia Euphemia Eva Evangeline Eve Evelina Faith Fanny Felicia
Felicity Fidelia Fleur Flora Florence Florrie Frances Francesca Freda Frederica Gabrielle Genevieve Georgiana
Georgie Georgina Geraldine Gertie Gertrude Gladys Glenda Gloria Grace Grizel Gwen Gwendolen Hagar Hannah Harriet
Hattie Helen Henrietta Henriette Hepzibah Hester Hetty Hilda Honor Honora Hope Ianthe Ida Imogen Inez Irene
Isabel Isabella Isabelle Ivy Jane Janet Janie Jean Jeanette Jeannie Jemima Jennie Jenny Jessica Jessie Joan
Joanna Josephine Josie Joy Joyce Judith Julia Juliana Juliet June Justine Kate Katharine Katherine Kathleen
Katie Keturah Kezia Kitty Laura Lavinia Leah Leila Lena Leonora Letitia Lettice Letty Lilian Lillian Lily Linda
Lisbeth Livia Lizzie Lizzy Lois Lola Lorna Lottie Louie Louisa Louise Lucilla Lucille Lucinda Lucretia Lucy Lulu
Lydia Mabel Madeline Madge Magdalen Maggie Mamie Marcella Marcia Margaret Margery Margot Marguerite Maria Marian
Marianne Marie Marietta Marina Marion Marjorie Martha Mary Mathilda Matilda Mattie Maud Maude Mavis May Medora
Meg Melissa Mercedes Mercy Mildred Millicent Millie Milly Mimi Mina Minerva Minnie Miriam Mollie Molly Mona
Monica Muriel Myra Myrtle Nan Nance Nancy Nannie Natalie Nell Nellie Nelly Nina Nora Norah Octavia Olga Olive
Olivia Ophelia Pamela Pansy Patience Patricia Patty Paulina Pauline Pearl Peggy Penelope Perdita Philippa Phoebe
Phyllis Pippa Polly Portia Priscilla Prissy Prudence Prue Rachel Rebecca Regina Rhoda Rita Roberta Rosa Rosalie
Rosalind Rosaline Rosamond Rose Rosemary Rosie Rosina Rowena Roxana Ruby Ruth Sabina Sabrina Sadie Sally Salome
Sara Sarah Selina Selma Serena Sheila Sibyl Sophia Sophie Sophy Stella Sue Susan Susanna Susannah Susie Sybil
Sylvia Tabitha Tamar Tamsin Teresa Tess Tessa Thea Thekla Theodora Theresa Thirza Thomasin Tilly Una Ursula
Valentina Valeria Vanessa Vera Veronica Victoria Vida Viola Violet Virginia Vivien Wilhelmina Wilmot Winifred
Winnie Yvonne Zenobia Zoe Zora`
const MALE = `Aaron Abel Abner Abraham Adam Adolphus Adrian Alan Alaric Alastair Albert Albin Alec Aleck Alexander Alfonso
Alfred Algernon Alistair Allan Allen Alonzo Alphonse Ambrose Amos Andre Andrew Angus Ansel Anselm Anthony
Antonio Archer Archibald Archie Armand Arnold Arthur Aubrey Augustine Augustus Aylmer Baldwin Barnabas Barnaby
Barney Barry Bartholomew Basil Benedict Benjamin Bernard Bertie Bertram Bertrand Bill Bob Bobby Boris Brian
Bruno Bryan Caleb Calvin Casper Cecil Cedric Charles Charley Charlie Chester Christopher Clarence Claud Claude
Clement Clifford Clive Colin Conrad Cornelius Crispin Cyril Cyrus Damian Dan Daniel Danny Darius David Decimus
Denis Dennis Derek Desmond Dick Dickon Dominic Donald Dorian Douglas Dudley Duncan Dunstan Eben Ebenezer Eddie
Edgar Edmund Edward Edwin Egbert Eli Elias Elijah Ellis Emanuel Emile Enoch Ephraim Erasmus Eric Ernest Ernie
Eugene Eustace Evan Ezekiel Ezra Felix Ferdinand Fergus Floyd Francis Frank Franklin Fred Freddy Frederic
Frederick Gabriel Gareth Gaspard Gaston Geoffrey Geoffry George Gerald Gerard Gideon Gilbert Godfrey Godwin
Gordon Graham Gregor Gregory Griffith Gus Gustave Gustavus Guy Hal Hamish Hamlet Hannibal Harold Harry Harvey
Hector Henry Herbert Hercule Hercules Herman Hezekiah Hiram Homer Horace Horatio Howard Hubert Hugh Humphrey Ian
Ichabod Ignatius Ike Immanuel Ira Isaac Isaiah Israel Ivan Ivor Jabez Jack Jacob Jake James Jamie Jason Jasper
Jeff Jeffrey Jem Jeremiah Jeremy Jerome Jerry Jesse Jethro Jim Jimmy Job Jock Joe Joel Joey John Johnny Jonah
Jonas Jonathan Jos Joseph Joshua Josiah Jude Jules Julian Julius Justin Keith Ken Kenneth Lambert Lancelot
Laurence Lawrence Lazarus Lemuel Leo Leon Leonard Leopold Lester Lewis Lionel Lloyd Louis Lucas Lucius Ludwig
Luke Luther Magnus Malachi Malcolm Mallory Marcus Mark Marmaduke Marshall Martin Mat Matthew Matthias Maurice
Max Maximilian Michael Mick Mike Miles Milton Montague Morgan Moritz Mortimer Moses Nat Nathan Nathaniel Ned
Neil Nevil Neville Newman Nicholas Nick Nigel Noah Noel Norman Obadiah Octavius Oliver Ollie Omar Orlando Orson
Osbert Oscar Oswald Otto Owen Patrick Paul Pedro Percival Percy Peregrine Pete Peter Phil Philander Phileas
Philemon Philip Phillip Phineas Pierre Quentin Quincy Ralph Randal Randolph Raphael Raymond Reggie Reginald
Reuben Rex Richard Richie Robbie Robert Robin Roderic Roderick Rodney Rodolphe Roger Roland Rolf Ronald Rory
Roscoe Roy Rufus Rupert Sam Sammy Samson Samuel Saul Sebastian Septimus Seth Sid Silas Silvanus
Silvester Simon Sinclair Solomon Stan Stanley Stephen Steve Steven Sylvester Tarquin Ted Teddy Terence Thaddeus
Theo Theobald Theodore Theophilus Thomas Tim Timothy Titus Tobias Toby Tom Tommy Tony Uriah Valentine Vernon
Victor Vincent Virgil Wallace Walt Walter Warren Wat Wesley Wilbur Wilfred Wilkie Will William Willie Willy
Winston Wolfgang Zachariah Zachary Zebedee`
const GENDERS = new Map<string, Gender>([
  ...FEMALE.split(/\s+/).map((name): [string, Gender] => [name, 'female']),
  ...MALE.split(/\s+/).map((name): [string, Gender] => [name, 'male']),
])

/** What a first name says of the sex, `null` for one that is rare or given to both. */
export function genderOfFirstName(name: string): Gender | null {
  return GENDERS.get(name) ?? null
}

/** Whether the word is known as a first name. */
export function isGivenName(word: string): boolean {
  return GENDERS.has(word) || SHORT_FORMS.has(word)
}
