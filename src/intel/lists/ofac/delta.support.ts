/** A delta in the form that OFAC's list service gives. */
export const delta: string = `<?xml version="1.0" encoding="utf-8"?>
<sanctionsData xmlns="https://www.treasury.gov/ofac/DeltaFile/1.0">
  <publicationInfo>
    <datePublished>2026-08-28T00:00:00-04:00</datePublished>
    <publicationType>Standard Action</publicationType>
  </publicationInfo>
  <entities>
    <entity id="58482" action="add">
      <generalInfo><entityType refId="600">Individual</entityType></generalInfo>
      <sanctionsLists><sanctionsList id="1" datePublished="2026-08-28">SDN List</sanctionsList></sanctionsLists>
      <sanctionsPrograms>
        <sanctionsProgram id="64116" refId="91167">IFSR</sanctionsProgram>
        <sanctionsProgram id="64112" refId="211">SDGT</sanctionsProgram>
      </sanctionsPrograms>
      <names>
        <name id="90482"><isPrimary>false</isPrimary><aliasType>A.K.A.</aliasType><isLowQuality>true</isLowQuality>
          <translations><translation><formattedFullName>JM</formattedFullName></translation></translations></name>
        <name id="90481"><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality>
          <translations><translation><isPrimary>true</isPrimary><script>Latin</script><formattedFullName>DUPONT, Jean-Michel</formattedFullName></translation></translations></name>
      </names>
      <addresses><address id="3"><country>Iran</country></address></addresses>
      <features>
        <feature id="1"><type featureTypeId="8">Birthdate</type><value>25 Mar 1971</value></feature>
        <feature id="2"><type featureTypeId="10">Nationality Country</type><value>France</value></feature>
        <feature id="4"><type featureTypeId="992">Digital Currency Address - TRX</type><value>TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81</value></feature>
      </features>
      <identityDocuments><identityDocument id="5"><type>Passport</type><documentNumber>X123</documentNumber></identityDocument></identityDocuments>
    </entity>
    <entity id="4632" action="modify">
      <generalInfo><entityType>Entity</entityType></generalInfo>
      <sanctionsPrograms><sanctionsProgram action="remove">IRAN</sanctionsProgram></sanctionsPrograms>
      <features>
        <feature id="97667" action="remove"><type>Digital Currency Address - TRX</type><value>TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81</value></feature>
        <feature id="97668" action="add"><type>Digital Currency Address - TRX</type><value>TTiDLWE6fZK8okMJv6ijg42yrH6W2pjSr9</value></feature>
      </features>
    </entity>
    <entity id="99" action="remove">
      <generalInfo><entityType>Individual</entityType></generalInfo>
    </entity>
  </entities>
</sanctionsData>
`
