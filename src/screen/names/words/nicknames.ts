/**
 * Short and pet forms of given names, and their forms in other languages; each line is a name and its forms.
 *
 * @source common knowledge (https://en.wikipedia.org/wiki/Hypocorism)
 */
const NICKNAMES = `
alexander alex sasha sascha aleks alec sandro xander iskander aleksandr
aleksandr sasha alex shura alexander
alexandra sasha alex sandra
alexei alyosha lyosha alexey aleksei aleksey
anastasia nastya
andrew andy drew
anthony tony
anatoly tolya
antonio tony toni
benjamin ben benny bibi benji
boris borya
charles charlie chuck
christopher chris kit
daniel dan danny
david dave
dmitry dima mitya dmitri
donald don donnie
edward ed eddie ted ned
elizabeth liz beth betty eliza lisa
eugene gene evgeny yevgeny
evgeny zhenya yevgeny
francisco paco pancho
frederick fred freddy
george jorge georg
gregory greg
grigory grisha
henry harry hank
ivan vanya
james jim jimmy jamie
jennifer jen jenny
john jack johnny
jose pepe
joseph joe joey
katherine kate kathy katie
lawrence larry
leonid lyonya
margaret maggie peggy meg
matthew matt
michael mike mick mickey
mikhail misha
natalia natasha
nicholas nick
nikolai kolya nikolay
oleg olezhka
patrick pat paddy
pavel pasha
peter pete
philip phil
pyotr petya
ricardo rico
richard dick rick rich
robert bob bobby rob bert
ronald ron
samuel sam
sergei seryozha sergey
stephen steve steven
susan sue
tatiana tanya
theodore ted teddy theo
thomas tom tommy
timothy tim
victor vic
viktor vitya
vladimir volodya vova vlad
vyacheslav slava
william bill billy will willy liam
yaroslav slava
yevgeny zhenya
yuri yura
mohammed mo mehmet
abdullah abdul
francois franck
ekaterina katya
maria masha
alexander alexandros aleksandros alejandro alessandro alexandre oleksandr
andrew andreas andrei andrey andrzej
basil vasileios vassilis vasily
constantine konstantinos costas konstantin
demetrius dimitrios dimitris dmitry
george georgios giorgos georgy
john ioannis giannis
michael michail mikhail miguel
nicholas nikolaos nikos nikolai
paul pavlos pablo pavel
peter petros pyotr pedro
stephen stefanos stefan
`

const FORMS = new Map<string, Set<string>>()
for (const line of NICKNAMES.trim().split('\n')) {
  const [name = '', ...forms] = line.split(' ')
  for (const form of forms) {
    FORMS.set(form, (FORMS.get(form) ?? new Set()).add(name))
    FORMS.set(name, (FORMS.get(name) ?? new Set()).add(form))
  }
}

/** Whether one name is a short, pet or foreign form of the other. */
export function isNickname(one: string, other: string): boolean {
  return FORMS.get(one)?.has(other) === true
}
