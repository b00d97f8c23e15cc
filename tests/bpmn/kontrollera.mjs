// Reads BPMN files with bpmn-moddle and holds them to bpmnlint's recommended rules.
//   node kontrollera.mjs NODE_MODULES FILE…  → JSON: {file: {warnings: […], findings: […]}}
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(join(modules, 'start.js'));
const { BpmnModdle } = require('bpmn-moddle');
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const result = {};
for (const file of files) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(await readFile(file, 'utf8'));
  const linter = new Linter({  // a new one each time: its rules remember what they have seen
    config: { extends: 'bpmnlint:recommended' },
    resolver: new NodeResolver({ require }),
  });
  const findings = await linter.lint(rootElement);
  result[file] = {
    warnings: warnings.map((warning) => warning.message),
    findings: Object.entries(findings).flatMap(([rule, reports]) =>
      reports.map(({ id, message }) => `${rule}: ${id}: ${message}`)),
  };
}
process.stdout.write(JSON.stringify(result));
