// Elements, made and filled.

/** Makes an element. Attributes: text, testid, dataset values, on… listeners, or attributes as they are. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) {
      continue;
    }
    if (name === 'text') {
      element.textContent = value;
    } else if (name === 'testid') {
      element.dataset.testid = value;
    } else if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets an element's text where it differs, and lets a changed number light up. */
export function tell(element, text) {
  if (element.textContent === text) {
    return;
  }
  const known = element.textContent !== '';
  element.textContent = text;
  if (known) {
    element.classList.remove('changed');
    void element.offsetWidth; // restarts the animation
    element.classList.add('changed');
  }
}

export const pill = (state, text) => make('span', { class: `pill ${state}`, testid: 'state', text });
