using System.CommandLine;
using Terreau.Bench;

// Each area of the bench is a verb; without one they all run in turn.
var root = new RootCommand("What Terreau measures, and beside what.");
root.Add(PagesBench.Verb());
root.Add(SearchBench.Verb());
root.Add(OrientationBench.Verb());
root.Add(DuplicatesBench.Verb());
root.Add(AccountsBench.Verb());
root.Add(ImportsBench.Verb());
root.Add(HostileBench.Verb());
root.Add(SireneBench.Verb());
root.SetAction(async (_, cancel) =>
{
    foreach (var verb in root.Subcommands)
    {
        Console.WriteLine($"{Environment.NewLine}## {verb.Name}: {verb.Description}{Environment.NewLine}");
        await root.Parse([verb.Name]).InvokeAsync(cancellationToken: cancel);
    }
});
return await root.Parse(args).InvokeAsync();
