// Wakes the design system's components. Every page works without this file.
const components = [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink]

function wake(scope) {
  for (const Component of components) {
    for (const element of scope.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
      if (element.hasAttribute(`data-${Component.moduleName}-init`)) continue
      try {
        new Component(element)
      } catch (error) {
        console.warn(error)
      }
    }
  }
}

// A part that htmx swapped in brings components of its own.
document.addEventListener('htmx:afterSettle', (event) => wake(event.target.parentElement ?? document))

// Saving as you go failed: say so where "Saved" would stand, in the words that the page brought along.
function sayNotSaved(event) {
  const form = event.target.closest('[data-say-not-saved]')
  if (!form) return
  for (const line of (event.target.closest('fieldset') ?? form).querySelectorAll('.save-status')) {
    line.textContent = form.dataset.sayNotSaved
    line.classList.add('save-status--failed')
  }
}
for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
  document.addEventListener(name, sayNotSaved)
}

if (document.body.classList.contains('govuk-frontend-supported')) wake(document)
