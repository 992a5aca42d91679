// The consensus page: keys for the board, and following what others record. Without this file the page works by its
// buttons and links.
const cards = () => [...document.querySelectorAll('.agreement')]
const cardOf = (element) => element?.closest?.('.agreement')
const says = document.getElementById('live-says')
let leaving = false

// --- What somebody is writing ------------------------------------------------------------------------------------

function isChanged(field) {
  if (field.type === 'hidden') return false
  if (field.type === 'radio' || field.type === 'checkbox') return field.checked !== field.defaultChecked
  if (field.options) return [...field.options].some((option, place) => option.selected !== (option.defaultSelected || (place === 0 && !field.querySelector('[selected]'))))
  return field.value !== field.defaultValue
}

function isUnsaved(place) {
  return place.matches('[data-unsaved]') || place.querySelector('[data-unsaved]') !== null ||
    [...place.querySelectorAll('input, select, textarea')].some(isChanged)
}

// A card with the focus on itself may change; with the focus on a part of it, that part would be gone.
function isBusy(place) {
  const focused = document.activeElement
  return isUnsaved(place) || (place !== focused && place.contains(focused))
}

document.addEventListener('submit', () => { leaving = true })
window.addEventListener('beforeunload', (event) => {
  if (!leaving && cards().some(isUnsaved)) event.preventDefault()
})

// --- Keys: only while the focus is within a question, and not in a text box (WCAG 2.1.4) ------------------------------

function openForm(card) {
  const form = card.querySelector('.agreement__form')
  if (form) form.open = true
  return form
}

function choose(card, radio) {
  openForm(card)
  radio.checked = true
  return radio
}

function giveReasons(card, value) {
  const radio = card.querySelector(`input[type="radio"][value="${value}"]`)
  if (radio) choose(card, radio)
  card.querySelector('textarea[name$="-rationale"]')?.focus()
}

function goTo(card) {
  if (!card) return
  card.focus({ preventScroll: true })
  card.scrollIntoView({ block: 'start' })
}

const neighbour = (card, step) => cards()[cards().indexOf(card) + step]

const keys = {
  a(card) {
    if (isUnsaved(card)) openForm(card)?.querySelector('textarea')?.focus()
    else card.querySelector('button[name="agree"]')?.click()
  },
  j: (card) => goTo(neighbour(card, 1)),
  k: (card) => goTo(neighbour(card, -1)),
  n: () => document.querySelector('[data-next-disputed]')?.click(),
}

document.addEventListener('keydown', (event) => {
  const { target, key } = event
  const card = cardOf(target)
  if (!card || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
  const isChoice = target.matches('input[type="radio"], input[type="checkbox"]')
  if (target.matches('textarea, select, input') && !isChoice) return
  const radio = key >= '1' && key <= '9' && card.querySelectorAll('input[type="radio"]')[Number(key) - 1]
  if (radio) choose(card, radio).focus()
  else if (isChoice && key === 'Enter') card.querySelector('button[name="record"], button[name="draft"]')?.click()
  else if (key.length === 1 && Object.hasOwn(keys, key.toLowerCase())) keys[key.toLowerCase()](card)
  else return
  event.preventDefault()
})

// Where reasons are required, agreeing as proposed starts with them.
document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[data-bare]')
  if (!button) return
  event.preventDefault()
  giveReasons(cardOf(button), button.dataset.value)
})

if (!document.querySelector('.govuk-error-summary')) {
  goTo(cards().find((card) => `#${card.id}` === location.hash))
}

// --- Following the others: every two seconds, and never under somebody's hands --------------------------------------

const held = new Set() // places that were busy when something new came for them
let stopped = false
let isLost = false

// Every sentence stands in the page, in its language: data-say-… of the place where it is said.
function say(name) {
  const sentence = says?.dataset[name]
  if (sentence && says.textContent !== sentence) says.textContent = sentence
}

function stop(name) {
  stopped = true
  say(name)
}

document.addEventListener('htmx:configRequest', (event) => {
  if (event.detail.elt.id !== 'live') return
  const places = [...document.querySelectorAll('[data-digest]')]
  event.detail.parameters.known = places.map((place) => `${place.dataset.place}:${place.dataset.digest}`).join(' ')
  for (const id of held) {
    const place = document.getElementById(id)
    if (!place) held.delete(id)
    else if (!isBusy(place)) event.detail.parameters.seen = ''
  }
})

document.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.elt.id === 'live' && (stopped || document.hidden)) event.preventDefault()
})

document.addEventListener('htmx:beforeSwap', (event) => {
  const { elt, xhr, requestConfig } = event.detail
  if (elt.id !== 'live') return
  const asked = new URL(requestConfig.path, location.href).pathname
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false
    stop('saySignedOut')
    return
  }
  if (isLost && xhr.status < 400) say('sayConnected')
  if (xhr.status < 400) isLost = false
})

document.addEventListener('htmx:oobBeforeSwap', (event) => {
  const place = event.detail.target
  if (!place.matches('.agreement, .followers')) return
  if (!isBusy(place)) {
    held.delete(place.id)
    return
  }
  event.detail.shouldSwap = false
  held.add(place.id)
  const line = place.querySelector('.agreement__news')
  if (line) line.textContent = line.dataset.sayChanged
})

document.addEventListener('htmx:responseError', (event) => {
  if (event.detail.elt.id !== 'live') return
  if (event.detail.xhr.status < 500) stop('sayShutOut')
})
for (const name of ['htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(name, (event) => {
    if (event.detail.elt.id !== 'live') return
    isLost = true
    say('sayNotConnected')
  })
}
