using Terreau.Web.Tests.Working;
using Terreau.Web.Working;

namespace Terreau.Web.Tests;

/// <summary>
/// The suite is a worker too, with works that end as no work of the product should: its entry stands here for that, and else is the one
/// that xunit would make.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is [WorkerProgram.Verb, .. var given]) return WorkerProgram.Run(given, [new Trial()]);
        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args,
                SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
