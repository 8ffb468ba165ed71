// @ts-check
// Dots while an amount is typed, and the amount in words below it; every form works without.

/** @param {string} text */
const digits = (text) => text.replace(/[^0-9]/g, "");

/** @param {HTMLInputElement} input */
function dotted(input) {
  const found = digits(input.value);
  if (/^[0-9 .]*$/.test(input.value) && found.length <= 15) {
    const atEnd = input.selectionStart === input.value.length;
    const value = found.replace(/\B(?=([0-9]{3})+$)/g, ".");
    if (atEnd && value !== input.value) {
      input.value = value;
    }
  }
}

/** @param {HTMLInputElement} input @param {HTMLElement} words */
async function said(input, words) {
  const asked = digits(input.value);
  if (!asked || asked.length > 15) {
    words.textContent = "";
    return;
  }
  const answer = await fetch(`/in-words?amount=${asked}`);
  if (answer.ok && digits(input.value) === asked) {
    words.textContent = await answer.text();
  }
}

for (const input of document.querySelectorAll(".field.amount input")) {
  if (input instanceof HTMLInputElement) {
    const words = document.getElementById(`${input.name}-words`);
    let waiting = 0;
    input.addEventListener("input", () => {
      dotted(input);
      window.clearTimeout(waiting);
      if (words) {
        waiting = window.setTimeout(() => void said(input, words), 300);
      }
    });
    if (words && input.value) {
      void said(input, words);
    }
  }
}
