// A question before something that cannot be taken back, in a dialog of our own: Escape and the backdrop say no, the
// focus begins on the way out and returns to where it was.
const words = () => document.getElementById("toasts").dataset;

function button(className, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn ${className}`;
  made.textContent = label.trim();
  return made;
}

// Resolves to whether the answer was yes. `label`: what the yes-button does, in the words of whoever asked.
export function ask(question, { label }) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog dialog-ask";
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "question");
    const text = document.createElement("p");
    text.id = "question";
    text.className = "dialog-body";
    text.textContent = question;
    const foot = document.createElement("div");
    foot.className = "dialog-foot";
    const no = button("", words().cancelLabel);
    no.autofocus = true;
    const yes = button("btn-danger", label);
    foot.append(no, yes);
    dialog.append(text, foot);
    document.body.append(dialog);
    let answer = false;
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => { answer = true; dialog.close(); });
    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer); });
    dialog.showModal();
  });
}
