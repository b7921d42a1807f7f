// biome-ignore-all lint: JavaScript of 2009, since the page is also opened on phones of that time
// Makes the chat live: sends without reloading, waits for replies, keeps what could not be sent and sends it again.
;(function () {
  var log = byId('log')
  var form = byId('write')
  var text = byId('text')
  var queue = []
  var sending = null
  var polling = null
  var timer = null
  var delay = 2000
  var leaving = false
  var KEPT = 'sapa-unsent'

  // Opera Mini runs scripts on its own servers and for a moment only: there the plain forms serve better.
  var isProxy = Object.prototype.toString.call(window.operamini) === '[object OperaMini]'
  if (isProxy || !window.XMLHttpRequest || !document.addEventListener || !window.JSON) return
  if (navigator.cookieEnabled === false) return tell('cookies')

  byId('refresh').hidden = true
  byId('refresh').style.display = 'none'
  listen()
  restore()
  toNews()
  pump()

  function listen() {
    form.addEventListener('submit', function (event) {
      event.preventDefault()
      var words = text.value
      if (!/\S/.test(words)) return text.focus()
      text.value = ''
      add({ field: 'text', value: words, shown: words })
    })
    log.addEventListener('click', function (event) {
      var button = event.target
      if (!button.form || button.form.className !== 'choices' || button.disabled) return
      event.preventDefault()
      var last = queue[queue.length - 1]
      if (last && last.field === button.name && last.value === button.value) return
      var asked = (button.form.elements.asked || {}).value
      var shown = button.textContent.replace(/^\s*\d+\.\s*/, '')
      add({ field: button.name, value: button.value, shown: shown, asked: asked })
    })
    window.addEventListener('online', hurry)
    document.addEventListener('visibilitychange', function () {
      document.hidden ? stopPolling() : hurry()
    })
    window.addEventListener('pagehide', function () {
      leaving = true
    })
    window.addEventListener('pageshow', function () {
      leaving = false
      hurry()
    })
  }

  function add(message) {
    message.id = new Date().getTime().toString(36) + Math.random().toString(36).slice(2, 12)
    queue.push(message)
    keep()
    draw(message)
    hurry()
  }

  // Sends the oldest message that waits; when there is none, listens for replies.
  function pump() {
    if (sending || leaving) return
    if (queue.length === 0) return poll()
    stopPolling()
    var message = queue[0]
    mark(message, 'sending')
    var fields = { id: message.id, after: cursor(), asked: message.asked || '', field: message }
    sending = post('/chat', fields, 30000, function (status, body) {
      sending = null
      if (status === 200 || status === 204) {
        drop(message)
        insert(body)
        worked()
      } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) refuse(message, body)
      else {
        mark(message, 'unsent')
        failed()
      }
    })
  }

  function poll() {
    if (polling || sending || leaving || document.hidden || !cursor()) return
    var began = new Date().getTime()
    polling = post('/chat/tunggu', { after: cursor() }, 45000, function (status, body) {
      polling = null
      if (status === 200) insert(body)
      else if (status !== 204) return failed()
      if (new Date().getTime() - began > 2000 || status === 200) return worked()
      clearTimeout(timer)
      timer = setTimeout(pump, 5000)
    })
  }

  function stopPolling() {
    if (!polling) return
    var request = polling
    polling = null
    request.isDropped = true
    request.abort()
  }

  function worked() {
    delay = 2000
    tell('')
    pump()
  }

  function failed() {
    if (leaving) return
    if (byId('state').hidden) {
      tell('offline')
      toBottom()
    }
    clearTimeout(timer)
    timer = setTimeout(pump, delay)
    delay = Math.min(delay * 2, 30000)
  }

  function hurry() {
    clearTimeout(timer)
    delay = 2000
    pump()
  }

  function refuse(message, body) {
    var told = ''
    try {
      told = JSON.parse(body).message
    } catch (ignored) {}
    queue.shift()
    keep()
    var note = mark(message, 'refused')
    if (told) note.textContent = told
    if (message.field === 'text' && !text.value) text.value = message.value
    pump()
  }

  function post(path, fields, limit, done) {
    var request = new XMLHttpRequest()
    var late = setTimeout(function () {
      request.abort()
      end(0)
    }, limit)
    function end(status) {
      clearTimeout(late)
      if (request.isDropped) return
      request.isDropped = true
      done(status, status ? request.responseText : '')
    }
    request.onreadystatechange = function () {
      if (request.readyState === 4) end(request.status)
    }
    request.open('POST', path, true)
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    request.setRequestHeader('X-Sapa', 'live')
    request.send(encoded(fields))
    return request
  }

  function encoded(fields) {
    var parts = []
    for (var name in fields) {
      var message = name === 'field' && fields[name]
      parts.push((message ? message.field : name) + '=' + safe(message ? message.value : fields[name]))
    }
    return parts.join('&')
  }

  // Half of a surrogate pair, as some keyboards leave it behind, cannot be encoded.
  function safe(value) {
    try {
      return encodeURIComponent(value)
    } catch (ignored) {
      return encodeURIComponent(value.replace(/[\ud800-\udfff]/g, ''))
    }
  }

  function insert(html) {
    if (!html) return
    var box = document.createElement('div')
    box.innerHTML = html
    while (box.firstChild) {
      var line = box.removeChild(box.firstChild)
      if (!line.id || byId(line.id)) continue
      if (line.querySelector('.choices')) closeChoices()
      log.insertBefore(line, byId('first') ? null : firstUnsent())
    }
    remove(byId('first'))
    toNews()
  }

  function closeChoices() {
    each(log.querySelectorAll('.choices'), function (choices) {
      choices.className = 'choices past'
      each(choices.querySelectorAll('button'), function (button) {
        button.disabled = true
      })
    })
  }

  function draw(message) {
    var line = document.createElement('li')
    line.className = 'person'
    line.id = 'u-' + message.id
    line.appendChild(part('div', 'words', message.shown))
    line.appendChild(part('small', '', ''))
    log.appendChild(line)
    mark(message, 'sending')
    toBottom()
  }

  function mark(message, how) {
    var line = byId('u-' + message.id)
    var note = line.querySelector('small')
    note.textContent = word(how)
    // What is on its way is read aloud once it has arrived.
    if (how === 'sending') line.setAttribute('aria-hidden', 'true')
    else line.removeAttribute('aria-hidden')
    remove(line.querySelector('button'))
    if (how === 'unsent') line.appendChild(part('button', '', word('again'))).onclick = hurry
    return note
  }

  function drop(message) {
    queue.shift()
    keep()
    remove(byId('u-' + message.id))
  }

  function keep() {
    try {
      if (queue.length) sessionStorage.setItem(KEPT, JSON.stringify(queue))
      else sessionStorage.removeItem(KEPT)
    } catch (ignored) {}
  }

  function restore() {
    try {
      queue = JSON.parse(sessionStorage.getItem(KEPT)) || []
    } catch (ignored) {}
    each(queue, draw)
  }

  function cursor() {
    var lines = log.querySelectorAll('[data-at]')
    return lines.length ? lines[lines.length - 1].getAttribute('data-at') : ''
  }

  function firstUnsent() {
    return log.querySelector('[id^="u-"]')
  }

  function tell(how) {
    var state = byId('state')
    state.textContent = how ? word(how) : ''
    state.hidden = !how
  }

  function word(how) {
    return form.getAttribute('data-' + how)
  }

  function part(tag, name, words) {
    var made = document.createElement(tag)
    made.className = name
    made.textContent = words
    return made
  }

  function each(list, act) {
    for (var at = 0; at < list.length; at++) act(list[at])
  }

  function remove(node) {
    if (node) node.parentNode.removeChild(node)
  }

  function toBottom() {
    window.scrollTo(0, document.documentElement.scrollHeight)
  }

  // Long replies are read from their beginning: below what was asked, not at the buttons of their end.
  function toNews() {
    toBottom()
    var asked = log.querySelectorAll('.person')
    if (!asked.length) return
    var top = asked[asked.length - 1].getBoundingClientRect().top
    var free = document.querySelector('header').offsetHeight + 8
    if (top < free) window.scrollBy(0, top - free)
  }

  function byId(id) {
    return document.getElementById(id)
  }
})()
