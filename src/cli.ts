console.log('sapa')
