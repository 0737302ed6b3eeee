/** A page in the form of the FBI's public service announcements. */
export const page: string = `<!DOCTYPE html>
<html lang="en"><head><title>Internet Crime Complaint Center (IC3) | North Korea Responsible for $1.5 Billion Hack</title>
<script>var x = "0x23Db729908137cb60852f2936D2b5c6De0e1c887"</script></head>
<body><p>Alert Number: <b>I-022625-PSA</b><br>February 26, 2025</p>
<p>The Federal Bureau of Investigation (FBI) is releasing this PSA. Call 1-800-CALL-FBI or +1 202 324 3000.</p>
<ul><li>0x51E9d833Ecae4E8D9D8Be17300AEE6D3398C135D</li>
<li>0x96244D83DC15d36847C3<wbr>5209bBDc5bdDE9bEc3D8</li><li>BTC&colon; &#51;LU8wRu4ZnXP4UM8Yo6kkTiGHM9BubgyiG</li></ul>
</body></html>
`
