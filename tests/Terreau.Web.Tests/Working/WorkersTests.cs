using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Terreau.Web.Working;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Working;

/// <summary>Whatever becomes of a worker, whoever asked lives on and is told.</summary>
public sealed class WorkersTests : IDisposable
{
    private readonly List<string> log = [];
    private readonly Workers workers;

    public WorkersTests() => workers = new Workers(Suite, new Told(log));

    /// <summary>This suite, which is a worker too.</summary>
    private static WorkerStart Suite => WorkerStart.Of(typeof(WorkersTests).Assembly.Location, Environment.ProcessPath);

    private static WorkLimits Limits => new()
    {
        Time = TimeSpan.FromSeconds(20), Processor = TimeSpan.FromSeconds(20), Memory = 128 << 20, Answer = 1 << 20,
        Patience = TimeSpan.FromMinutes(1),
    };

    [Fact]
    public async Task Run_WorkThatIsDone_GivesItsAnswer()
        => Assert.Equal("bonjour à tous", (await RunAsync("say bonjour à tous")).Answer);

    [Theory]
    [InlineData("fill", nameof(WorkEnd.TooLarge))]
    [InlineData("fill-beside", nameof(WorkEnd.TooLarge))]
    [InlineData("endless", nameof(WorkEnd.TooLarge))]
    [InlineData("twice bonjour", nameof(WorkEnd.Fell))]
    [InlineData("recurse", nameof(WorkEnd.Fell))]
    [InlineData("abort", nameof(WorkEnd.Fell))]
    [InlineData("throw", nameof(WorkEnd.Fell))]
    [InlineData("garble", nameof(WorkEnd.Fell))]
    [InlineData("stop-short", nameof(WorkEnd.Fell))]
    public async Task Run_WorkThatEndsBadly_SaysHow_AndTheNextIsDone(string asked, string expected)
    {
        var outcome = await RunAsync(asked);

        Assert.Equal(expected, $"{outcome.End}");
        Assert.Equal("encore là", (await RunAsync("say encore là")).Answer);
        Assert.Contains("trial-1", Assert.Single(log), StringComparison.Ordinal);
        Assert.True(log[0].Length < 3_000, log[0]);
        Assert.DoesNotContain(Trial.Secret, log[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BeyondItsTime_IsEndedWithAllItStarted()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "enfant");

        var outcome = await RunAsync($"start {file}", Limits with { Time = TimeSpan.FromSeconds(3) });

        Assert.Equal(WorkEnd.TooLong, outcome.End);
        var child = int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        await MailSite.UntilAsync(() => Task.FromResult(!IsAlive(child)), "what the worker had started has ended");
    }

    [Fact]
    public async Task Run_BeyondItsShareOfTheProcessor_IsEndedThoughTheClockWouldLetIt()
        => Assert.Equal(WorkEnd.TooLong,
            (await RunAsync("spin", Limits with { Time = TimeSpan.FromMinutes(2), Processor = TimeSpan.FromSeconds(1) })).End);

    [Fact]
    public async Task Run_GivenUpByWhoAsked_LeavesNoProcess()
    {
        using var giveUp = new CancellationTokenSource();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "enfant");
        var run = workers.RunAsync(new Trial(), $"start {file}", Limits with { Time = TimeSpan.FromMinutes(5) }, giveUp.Token);
        await MailSite.UntilAsync(() => Task.FromResult(File.Exists(file) && new FileInfo(file).Length > 0), "it works");

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var child = int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        await MailSite.UntilAsync(() => Task.FromResult(!IsAlive(child)), "nothing of the work is left");
    }

    [Fact]
    public async Task Worker_WhoseOwnerDies_Ends()
    {
        using var process = Process.Start(Suite.Under(Limits))!;
        new Trial().WriteRequest("stay 600000", process.StandardInput.BaseStream);
        await process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);

        // What the system does for a process that was killed.
        process.StandardInput.Close();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30),
            TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
    }

    [Fact]
    public async Task Run_ManyAtOnce_DoesSoManyTogetherAsTheWorkSays()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync("stay 400")));

        var spans = answers.Select(answer => answer.Answer.Split(' ')
            .Select(time => long.Parse(time, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.All(spans, span => Assert.InRange(spans.Count(other => other[0] <= span[0] && span[0] < other[1]), 1, 2));
    }

    [Fact]
    public async Task Run_WhenNoTurnComes_SaysSo()
    {
        var long1 = RunAsync("stay 5000");
        var long2 = RunAsync("stay 5000");

        var outcome = await RunAsync("say trop tard", Limits with { Patience = TimeSpan.FromMilliseconds(100) });

        Assert.Equal(WorkEnd.NoTurn, outcome.End);
        await Task.WhenAll(long1, long2);
    }

    [Fact]
    public async Task Run_WithoutAProgram_SaysSo()
    {
        using var none = new Workers(new WorkerStart("/nulle/part", []), NullLogger<Workers>.Instance);

        Assert.Equal(WorkEnd.NoProcess, (await none.RunAsync(new Trial(), "say", Limits, TestContext.Current.CancellationToken)).End);
    }

    [Fact]
    public async Task Worker_GetsNoSecretOfTheSite()
    {
        Environment.SetEnvironmentVariable("TERREAU_ESSAI", "secret");

        var names = (await RunAsync("names")).Answer.Split(' ');

        Assert.Contains("PATH", names);
        Assert.DoesNotContain(names, name => name.StartsWith("TERREAU_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Worker_WhoseLibrariesPrint_AnswersAllTheSame()
        => Assert.Equal("propre", (await RunAsync("print propre")).Answer);

    [Fact]
    public async Task Request_ThatWasKept_IsDoneAgainWithTheSameAnswer()
    {
        using var folder = new TemporaryFolder();
        var kept = Path.Combine(folder.Path, "demande");
        await using (var file = File.Create(kept)) new Trial().WriteRequest("say la même chose", file);

        var (first, second) = (await AgainAsync(kept), await AgainAsync(kept));

        Assert.Equal(first, second);
        using var answer = new BinaryReader(new MemoryStream(first));
        Assert.Equal("la même chose", new Trial().Answer(answer));
    }

    /// <summary>As it is built, as a package installs it, in one file, and from another program.</summary>
    [Theory]
    [InlineData("/opt/t/Terreau.Web.dll", "/usr/bin/dotnet", "/usr/bin/dotnet", "/opt/t/Terreau.Web.dll")]
    [InlineData("/opt/t/Terreau.Web.dll", "/opt/t/Terreau.Web", "/opt/t/Terreau.Web", "")]
    [InlineData("", "/opt/t/Terreau.Web", "/opt/t/Terreau.Web", "")]
    [InlineData("/opt/t/Terreau.Web.dll", "/opt/t/Terreau.Web.exe", "/opt/t/Terreau.Web.exe", "")]
    [InlineData("/opt/t/Terreau.Web.dll", "/opt/t/Terreau.Bench", "dotnet", "/opt/t/Terreau.Web.dll")]
    public void Start_HoweverTheProgramWasInstalled_IsThatProgram(string assembly, string host, string program, string arguments)
    {
        var start = WorkerStart.Of(assembly, host);

        Assert.Equal((program, arguments), (start.Program, string.Join(' ', start.Arguments)));
    }

    public void Dispose() => workers.Dispose();

    /// <summary>A worker given a request by hand, unbounded.</summary>
    private static async Task<byte[]> AgainAsync(string kept)
    {
        var start = new ProcessStartInfo(Suite.Program, [.. Suite.Arguments, WorkerProgram.Verb])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await using (var file = File.OpenRead(kept)) await file.CopyToAsync(process.StandardInput.BaseStream);
        process.StandardInput.Close();
        using var answer = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(answer);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return answer.ToArray();
    }

    private Task<WorkOutcome<string>> RunAsync(string asked, WorkLimits? limits = null)
        => workers.RunAsync(new Trial(), asked, limits ?? Limits, TestContext.Current.CancellationToken);

    /// <summary>Ended and not yet buried counts as ended.</summary>
    private static bool IsAlive(int process)
    {
        try { return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1][0] is not ('Z' or 'X'); }
        catch (IOException) { return false; }
    }

    private sealed class Told(List<string> lines) : ILogger<Workers>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add(formatter(state, exception));
        }
    }
}
