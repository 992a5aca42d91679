// Answering as you go, beyond what htmx does by itself: nothing typed is lost, and a failed save says so.
// Without this file the page still saves by its buttons.
const unsaved = new Set()
let leaving = false

const cardOf = (element) => element?.closest?.('fieldset.question')
const isUnderWay = () => document.querySelector('fieldset.question.htmx-request') !== null

// Every sentence stands in the page, in its language: data-say-… of the form.
function say(card, name) {
  const line = card?.querySelector('.save-status')
  if (!line) return
  line.textContent = card.closest('form').dataset[name]
  line.classList.add('save-status--failed')
}

document.addEventListener('input', (event) => {
  const card = cardOf(event.target)
  if (card) unsaved.add(card)
})

// What is typed while a save is under way goes out with the next one. While two texts wait for a choice nothing is
// saved by itself.
document.addEventListener('htmx:beforeRequest', (event) => {
  const card = cardOf(event.detail.elt)
  if (card?.querySelector('.conflict')) event.preventDefault()
  else if (card) unsaved.delete(card)
})

document.addEventListener('htmx:beforeSwap', (event) => {
  const { elt, xhr, requestConfig } = event.detail
  const card = cardOf(elt)
  const asked = new URL(requestConfig.path, location.href).pathname
  const wentElsewhere = xhr.responseURL && new URL(xhr.responseURL).pathname !== asked
  if (wentElsewhere) {
    // The session has ended: the answer is the sign-in page, which belongs nowhere on this one.
    event.detail.shouldSwap = false
    tokenIsOld = true
    if (card) {
      unsaved.add(card)
      say(card, 'saySignedOut')
    }
    return
  }
  if (card) {
    if (xhr.status >= 400) unsaved.add(card)
    else card.querySelector('.save-status')?.classList.remove('save-status--failed')
  } else if (event.detail.target.id === 'live-level' && event.detail.target.innerHTML.trim() === xhr.responseText.trim()) {
    event.detail.shouldSwap = false // nothing moved, so a screen reader need not hear it again
  }
})

for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
  document.addEventListener(name, (event) => {
    const card = cardOf(event.detail.elt)
    if (!card) return
    unsaved.add(card)
    if (event.detail.xhr?.status === 403) say(card, 'saySignInEnded')
  })
}

// A question that its gate opens or closes is drawn anew, but never under somebody's hands.
document.addEventListener('htmx:oobBeforeSwap', (event) => {
  if (event.detail.target.querySelector('fieldset') && event.detail.target.contains(document.activeElement)) {
    event.detail.shouldSwap = false
  }
})

// Signing in anew makes the tokens of older pages worthless. A fresh copy of the page, if it belongs to the same
// person, has one that counts, so what was typed can be sent after all.
let tokenIsOld = false

async function renewToken() {
  const answer = await fetch(location.href)
  if (!answer.ok || answer.redirected) return false
  const copy = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const person = (page) => page.querySelector('.app-person > span')?.textContent
  const token = copy.querySelector('[name="csrfmiddlewaretoken"]')?.value
  if (!token || person(copy) !== person(document)) return false
  for (const field of document.querySelectorAll('[name="csrfmiddlewaretoken"]')) field.value = token
  tokenIsOld = false
  return true
}

async function sendWithNewToken(form, submitter) {
  if (await renewToken().catch(() => false)) {
    form.requestSubmit(submitter)
    return
  }
  leaving = false
  for (const card of unsaved) say(card, 'sayStillSignedOut')
}

// The button waits for a save under way, so that the page does not overtake itself.
document.addEventListener('submit', (event) => {
  leaving = true
  const { target, submitter } = event
  if (tokenIsOld && target.querySelector('fieldset.question')) {
    event.preventDefault()
    sendWithNewToken(target, submitter)
    return
  }
  if (!isUnderWay() || target.dataset.waiting) return
  event.preventDefault()
  target.dataset.waiting = 'yes'
  const started = Date.now()
  const timer = setInterval(() => {
    if (isUnderWay() && Date.now() - started < 5000) return
    clearInterval(timer)
    target.requestSubmit(submitter)
  }, 30)
})

window.addEventListener('beforeunload', (event) => {
  if (unsaved.size && !leaving) event.preventDefault()
})
