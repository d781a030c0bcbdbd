using Terreau.Web.Commands;

// The verbs of the one executable. `./run` alone serves.
return await ConsoleRoot.RunAsync(args);
