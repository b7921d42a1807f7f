// Whether a phone is linked. Kept as the page keeps it, in a database that has it on the disk when it says so: a browser that
// is killed a moment later still knows.
async function table(mode) {
  const opening = indexedDB.open('link', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('link')
  const database = await done(opening)
  return database.transaction('link', mode, { durability: 'strict' })
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.oncomplete = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

export async function isLinked() {
  const asked = (await table('readonly')).objectStore('link').get('linked')
  return (await done(asked)) === true
}

export async function keepLinked(isSo) {
  const transaction = await table('readwrite')
  transaction.objectStore('link').put(isSo, 'linked')
  await done(transaction)
}
