import { foldSpelling } from '../measureDistance.ts'

/**
 * How much it says that two names share a word, in bits: the commoner the word, the less. What stands in no list is rare.
 *
 * @source counted in the public OFAC list of 2021 and checked against public lists of frequent names
 */
const PEOPLE: readonly (readonly [bits: number, words: string])[] = [
  [
    5,
    'mohammed muhammad mohammad mohamed mohamad muhammed muhamad mohammadi ali ahmad ahmed ahmet hassan hasan hussein husayn hussain hossein hosein abdul abd abdel abdal abdullah ' +
      'abdallah abdulla ibrahim khan kim lee li ri pak park wang zhang chen liu jose maria juan luis carlos john kumar singh allah nguyen tran',
  ],
  [
    6.5,
    'rahman rehman rahim karim kareem aziz said saeed saeid sayed mustafa mostafa mahmoud mahmud mahmood omar umar khalid khaled salih saleh salah yusuf youssef yousef yusef ismail reza ' +
      'amin amir hamid hameed nasser nasir salim salem salam jamal kamal malik mahdi mehdi abbas yahya tariq tarek walid waleed samir rashid rasheed habib khalil adel adil latif majid ' +
      'din deen uddin shah jan gul haq haqq bakr bakar osman othman usman uthman musa isa sulayman suleiman sulaiman mansour mansur sultan qasim kassim akbar anwar bilal hamza taha aziza fatima ' +
      'aisha zahra begum akhtar iqbal hanif noor nur nour ghulam gholam mir wali dost abdulrahman abdelrahman abdurrahman abdulaziz haqqani akhund agha ' +
      'choe choi jong jung chung jang chang kang song yong chol nam il su min kwang kyong ho hyok chun myong sok tae hun jin yang han o cho jo yun an hong ko son so sin pong bong rim ' +
      'yu mun paek sung hyun young jae seong won jun woo hwan ' +
      'zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie tang feng deng cao peng zeng xiao tian dong pan yuan cai jiang wei ping ming jun hua jie ' +
      'garcia rodriguez gonzalez hernandez lopez martinez perez sanchez ramirez torres flores gomez diaz cruz morales reyes gutierrez ortiz ramos ruiz vargas castillo mendoza rivera ' +
      'silva santos oliveira souza pereira costa ferreira antonio manuel miguel francisco pedro jorge jesus javier fernando alberto rafael daniel david ' +
      'ivan ivanov ivanova vladimir alexander aleksandr alexandr sergey sergei andrey andrei dmitry alexey aleksey mikhail nikolay nikolai igor oleg viktor yuri pavel petrov smirnov popov ' +
      'vladimirovich aleksandrovich nikolaevich viktorovich sergeyevich sergeevich mikhailovich ivanovich anatolyevich vladimirovna aleksandrovna ' +
      'smith johnson williams brown jones miller davis james robert michael william thomas charles paul george peter mark martin joseph richard anna mary elizabeth patricia jean marie ' +
      'sharma patel das devi gupta ram lal ray roy chandra prasad yadav raj',
  ],
  [
    8.5,
    'adam adams alan alfredo alvarez ana andrea andrew angel ann arturo ayman barbara campbell castro cesar christian christopher clark claude cohen daud dawood diego donald eduardo edward ' +
      'elena emmanuel enrique eric ernesto faisal faysal farah farid felix frank gabriel guzman hadi hafez hakim hall haji harris hector helena henry herrera hugo ignacio imad irina isabel jackson jawad ' +
      'jimenez julia julio kelly kevin khadija khamis king kovalenko kuznetsov laila laura leonid lewis louis lucas lucia luz marin mario martha martins mejia melnyk mendez meyer michel mohsen moore ' +
      'moreno morris muller munir murad muller nabil nadia natalia nelson novak olga oscar osama pablo patrick philip phillips pierre qadir rachel ramon raul ravi rashad richard rios riyad roberto ' +
      'robinson romero rosa rossi ryan sabir sadiq salman samuel sandra sara sarah scott shaikh shevchenko silvia simon sophia stephen steven suarez susan svetlana tahir talib tatiana taylor ' +
      'teresa thompson turner valencia vasquez victor vincent volkov walker wilson wright yasin yasir young yusufzai zaid zayd zafar tanaka sato suzuki takahashi watanabe yamamoto ' +
      'ito nakamura kobayashi kato igor valery vitaly evgeny yevgeny konstantin maxim maksim roman ruslan anton artem denis boris ahmadi hosseini husseini karimi rahimi rezaei ' +
      'moradi jafari sadeghi mousavi musavi hashemi ebrahimi ramadan rajab shaban sharif sherif tawfiq tikriti wahid zaki zia ziad fadel fahd faraj fuad ghazi hamad hamdi hamed harun hashim hatem ' +
      'idris jaber jabir jalal kadhim majed mubarak mukhtar muhsin munther najib nawaf qadri rafiq ridha saad saadi sabri safar sami saud shakir shams subhi sulaymani taleb thabit yaqub yaseen younis yunus zahir zain',
  ],
]

const COMPANIES: readonly (readonly [bits: number, words: string])[] = [
  [
    4,
    'trading company companies bank banking group international development investment investments corporation organization general industries industry industrial holding holdings management services service national trade ' +
      'shipping energy technology technologies engineering construction commercial enterprise enterprises business foundation center global export import capital fund partners partnership trust',
  ],
  [
    6,
    'oil gas petroleum petrochemical steel electric electronics exchange maritime marine transport transportation logistics state islamic iran iranian china chinese korea korean russia russian syria syrian ' +
      'american europe european asia asian arab united kingdom republic peoples states north south east west central new first real estate motor motors airlines aviation air sea ocean star ' +
      'financial finance insurance credit securities asset mortgage systems solutions research science scientific institute institution university school education association society union federation committee ' +
      'council ministry department agency bureau office authority commission administration government party army force forces corps guard security defense defence military movement front brigade battalion ' +
      'manufacturing production products product factory plant equipment machinery materials supply chain import export exports imports food agricultural agriculture agro mining mineral minerals metal metals chemical chemicals ' +
      'pharmaceutical pharmaceuticals medical health hospital consulting consultancy communications communication telecom media press information network digital data software cooperation economic project projects ' +
      'power water nuclear properties property resources retail wholesale motors auto car travel tours tourism hotel hotels charity relief humanitarian welfare aid fund foundation islamiya jihad liberation people world works house ' +
      'inversiones comercializadora inmobiliaria constructora distribuidora servicios grupo industrias compania comercial internacional agropecuaria importadora exportadora operadora transportes banco nacional empresa desarrollo ' +
      'overseas offshore private public federal royal grand golden blue green red white black great joint stock ship vessel lines line port tanker carrier general cargo',
  ],
]

const PEOPLE_BITS = toBits(PEOPLE)
const COMPANY_WORDS = toBits(COMPANIES)
const COMPANY_BITS = toBits([...PEOPLE, ...COMPANIES])
const PEOPLE_BONES = gatherBones(PEOPLE_BITS)
const COMPANY_BONES = gatherBones(COMPANY_BITS)

/** What a word says in bits, for people or for all others; undefined where no list has it. */
export function findBits(word: string, isPerson: boolean): number | undefined {
  return (isPerson ? PEOPLE_BITS : COMPANY_BITS).get(word)
}

/** The same by consonants alone, for words of scripts that leave vowels out: `mhmd` is as common as Mohammed. */
export function findSparseBits(spelling: string, isPerson: boolean): number | undefined {
  return (isPerson ? PEOPLE_BONES : COMPANY_BONES).get(toBones(spelling))
}

/** Whether a word is usual in the names of companies. */
export function isCompanyWord(word: string): boolean {
  return COMPANY_WORDS.has(word)
}

function toBones(spelling: string): string {
  return foldSpelling(spelling).replace(/[aeiouvy]/g, '')
}

/** The lists go from the commonest down, so the first word of some bones is the commonest. */
function gatherBones(bits: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const bones = new Map<string, number>()
  for (const [word, value] of bits) if (!bones.has(toBones(word))) bones.set(toBones(word), value)
  return bones
}

function toBits(lists: readonly (readonly [bits: number, words: string])[]): ReadonlyMap<string, number> {
  const bits = new Map<string, number>()
  for (const [value, words] of lists) for (const word of words.split(' ')) if (!bits.has(word)) bits.set(word, value)
  return bits
}
