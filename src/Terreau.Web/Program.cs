using Terreau.Web.Commands;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Working;

// A worker does one thing and ends: it makes neither the console nor the site.
if (args is [WorkerProgram.Verb, .. var given]) return WorkerProgram.Run(given, [new WorkbookWork()]);

// The verbs of the one executable. `./run` alone serves.
return await ConsoleRoot.RunAsync(args);
