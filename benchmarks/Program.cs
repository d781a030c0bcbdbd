using System.CommandLine;

// Each area of the bench is a verb; `./bench` alone runs them all in turn.
var root = new RootCommand("Ce que Terreau mesure, et à côté de quoi.");
return root.Parse(args).Invoke();
