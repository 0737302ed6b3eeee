const NAMESPACE = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML'

/** A person, a company and a ship in the form of SDN.XML. */
export const PERSON = `  <sdnEntry>
    <uid>28263</uid>
    <firstName>Yinyin</firstName>
    <lastName>TIAN</lastName>
    <sdnType>Individual</sdnType>
    <remarks>(Linked To: LAZARUS GROUP)</remarks>
    <programList>
      <program>DPRK3</program>
      <program>CYBER2</program>
    </programList>
    <idList>
      <id>
        <uid>20145</uid>
        <idType>Digital Currency Address - XBT</idType>
        <idNumber>134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak</idNumber>
      </id>
      <id>
        <uid>20146</uid>
        <idType>Identification Number</idType>
        <idNumber>321284198607120616</idNumber>
        <idCountry>China</idCountry>
      </id>
      <id>
        <uid>20147</uid>
        <idType>Secondary sanctions risk:</idType>
        <idNumber>North Korea Sanctions Regulations</idNumber>
      </id>
      <id>
        <uid>20148</uid>
        <idType>Digital Currency Address - NEW</idType>
        <idNumber>0x 7F367cC41522cE07553e823bf3be
          79A889DEbe1B</idNumber>
      </id>
    </idList>
    <akaList>
      <aka>
        <uid>34170</uid>
        <type>a.k.a.</type>
        <category>weak</category>
        <lastName>snowsjohn</lastName>
      </aka>
      <aka>
        <uid>34171</uid>
        <type>a.k.a.</type>
        <category>strong</category>
        <lastName>TIAN</lastName>
        <firstName>Yin Yin</firstName>
      </aka>
    </akaList>
    <addressList><address><uid>1</uid><city>Jinan</city><country>China</country></address></addressList>
    <nationalityList><nationality><uid>2</uid><country>China</country><mainEntry>true</mainEntry></nationality></nationalityList>
    <dateOfBirthList><dateOfBirthItem><uid>3</uid><dateOfBirth>12 Jul 1986</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
  </sdnEntry>
`
export const COMPANY = `  <sdnEntry><uid>306</uid><lastName>BANCO NACIONAL DE CUBA</lastName><sdnType>Entity</sdnType>
    <programList><program>CUBA</program></programList></sdnEntry>
`
export const SHIP = `  <sdnEntry><uid>4243</uid><lastName>SAND SWAN</lastName><sdnType>Vessel</sdnType>
    <programList><program>CUBA</program></programList><idList><id><uid>9</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9187629</idNumber></id></idList>
    <vesselInfo><callSign>P3QG3</callSign><vesselType>General Cargo</vesselType><vesselFlag>Cyprus</vesselFlag></vesselInfo></sdnEntry>
`

/** An edition of SDN.XML with these entries. */
export function sdnList(entries: readonly string[], head?: string): string {
  const info = head ?? `<Publish_Date>09/23/2026</Publish_Date><Record_Count>${entries.length}</Record_Count>`
  return `<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="${NAMESPACE}">
  <publshInformation>${info}</publshInformation>
${entries.join('')}</sdnList>`
}
