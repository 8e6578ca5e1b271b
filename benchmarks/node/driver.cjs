// One peer at work: says "ready", then fills all documents for every line "run" and answers the seconds as JSON;
// "keep" writes what it makes into the folder. Loading Node and the package is not counted, as it is not in Python.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [, , peer, template, contextsFile, packages] = process.argv;
const load = require("module").createRequire(path.join(packages, "package.json"));

const peers = {
  carbone() {
    const carbone = load("carbone");
    const one = (context) =>
      new Promise((resolve, reject) =>
        carbone.render(template, context, (error, made) => (error ? reject(error) : resolve(made)))
      );
    return async function* (contexts) {
      for (const context of contexts) yield await one(context);
    };
  },
  docxtemplater() {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return async function* (contexts) {
      const content = fs.readFileSync(template);
      for (const context of contexts) {
        const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
        document.render(context);
        yield document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
      }
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = load("easy-template-x");
    return async function* (contexts) {
      const content = fs.readFileSync(template);
      const handler = new TemplateHandler();
      for (const context of contexts) yield await handler.process(content, context);
    };
  },
};

async function main() {
  const fill = peers[peer]();
  const contexts = JSON.parse(fs.readFileSync(contextsFile, "utf-8"));
  console.log("ready");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const folder = line.startsWith("keep ") ? line.slice(5) : null;
    const begun = process.hrtime.bigint();
    let bytes = 0;
    let number = 0;
    for await (const made of fill(contexts)) {
      bytes += made.length;
      if (folder) fs.writeFileSync(path.join(folder, String(number)), made);
      number += 1;
    }
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    console.log(JSON.stringify({ seconds, bytes }));
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(String((error && error.message) || error).split("\n")[0]);
    process.exit(1);
  }
);
