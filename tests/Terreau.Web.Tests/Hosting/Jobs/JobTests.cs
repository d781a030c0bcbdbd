using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Hosting.Jobs;

/// <summary>Sites whose jobs run, on a clock the tests move.</summary>
public sealed class JobTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Put_Mail_LeavesAtOnce(string database)
    {
        await using var site = await TestSite.StartAsync(database, options => options with { Jobs = true }, seed: "empty");
        var scheduler = await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await MailSite.UntilAsync(async () => await scheduler.GetStatus() == SchedulerStatus.Running, "the jobs run");
        await Task.Delay(500);

        // The clock stands still: no turn comes by itself.
        await site.PutAsync("ines@exemple.fr");

        await MailSite.UntilAsync(async () => (await site.MailAsync("ines@exemple.fr")).SentAt is not null, "the mail is sent");
    }

    [Fact]
    public async Task Mail_DueLater_LeavesAtATurn()
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with { Jobs = true, Smtp = null }, seed: "empty");
        var act = Act.ByVisitor(site.Clock, "essayer");
        await site.WithDbAsync(db =>
        {
            Web.Domain.Mail.Outbox.Put(db, Domain.Mail.Letters.To("ines@exemple.fr") with { NotBefore = act.At.AddSeconds(30) }, act);
            return db.SaveAsync(act);
        });
        await Task.Delay(300);
        Assert.Null((await site.MailAsync("ines@exemple.fr")).SentAt);

        await AdvanceUntilAsync(site.Clock, Interval, async () => (await site.MailAsync("ines@exemple.fr")).SentAt is not null);
    }

    [Fact]
    public async Task Jobs_SwitchedOff_DoNothing()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");

        await site.PutAsync("ines@exemple.fr");
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.Delay(500);

        Assert.Null((await site.MailAsync("ines@exemple.fr")).SentAt);
        Assert.DoesNotContain(site.Services.GetServices<IHostedService>(), part => part is JobBoard);
    }

    [Fact]
    public async Task Stop_WaitsForTheMailUnderWay()
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        using var data = new TemporaryFolder();
        await using (var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port, jobs: true), seed: "empty", folder: data))
        {
            await site.PutAsync("lent@exemple.fr");
            await MailSite.UntilAsync(() => Task.FromResult(server.HasBegunASlowOne), "the server reads the mail");
            Assert.Empty(await server.TakenAsync());
        }

        Assert.Single(await server.TakenAsync());
        await using var after = await TestSite.StartAsync(folder: data);
        Assert.NotNull((await after.MailAsync("lent@exemple.fr")).SentAt);
    }

    [Fact]
    public async Task Job_ThatThrows_RunsAgainAtItsNextTurn_AndIsToldOnce()
    {
        var work = new Work { Fails = true };
        await using var node = await Node.StartAsync($"Data Source={Path.Combine(folder.Path, "terreau.db")}", folder.Path, work,
            Turn.Every(Interval));

        await AdvanceUntilAsync(node.Clock, Interval, () => Task.FromResult(work.Runs >= 3));

        Assert.Contains("essayer la nuit", Assert.Single(node.Told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_OfTheClock_IsThatOfParis()
    {
        // 23 November, 9 h in Paris, where it is UTC+1: half past three of the next night is 2:30 UTC.
        var work = new Work();
        await using var node = await Node.StartAsync($"Data Source={Path.Combine(folder.Path, "terreau.db")}", folder.Path, work,
            Turn.At("0 30 3 * * ?"));
        node.Clock.Advance(new DateTimeOffset(2026, 11, 24, 2, 29, 50, TimeSpan.Zero) - node.Clock.GetUtcNow());
        await Task.Delay(1500);
        Assert.Equal(0, work.Runs);

        // However late the threads of a busy machine are, the clock stops within the minute.
        var halfPast = new DateTimeOffset(2026, 11, 24, 2, 30, 0, TimeSpan.Zero);
        await AdvanceUntilAsync(node.Clock, TimeSpan.FromSeconds(5), () => Task.FromResult(work.Runs == 1), halfPast.AddMinutes(1));

        Assert.InRange(node.Clock.GetUtcNow(), halfPast, halfPast.AddSeconds(90));
    }

    [Fact]
    public async Task Turn_OfTheClock_DuringAnOutage_IsHadWhenTheDatabaseIsBack()
    {
        var work = new Work { Away = 3 };
        await using var node = await Node.StartAsync($"Data Source={Path.Combine(folder.Path, "terreau.db")}", folder.Path, work,
            Turn.At("0 30 3 * * ?"));
        node.Clock.Advance(new DateTimeOffset(2026, 11, 24, 2, 29, 50, TimeSpan.Zero) - node.Clock.GetUtcNow());

        // The turn, and three more tries after pauses that grow; then none until the next night.
        var halfPast = new DateTimeOffset(2026, 11, 24, 2, 30, 0, TimeSpan.Zero);
        await AdvanceUntilAsync(node.Clock, TimeSpan.FromSeconds(5), () => Task.FromResult(work.Runs == 4), halfPast.AddMinutes(10));
        for (var step = 0; step < 20; step++)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(60));
            await Task.Delay(20);
        }

        Assert.Equal(4, work.Runs);
        Assert.Equal(2, node.Told.Count(line => line.Contains("essayer la nuit", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Turn_OfTheClock_OnTwoNodes_IsHadByOne()
    {
        var connection = await Databases.FreshAsync("postgres", folder.Path);
        var (first, second) = (new Work(), new Work());
        await using var one = await Node.StartAsync(connection, Path.Combine(folder.Path, "un"), first, Turn.At("0 30 3 * * ?"));
        await using var two = await Node.StartAsync(connection, Path.Combine(folder.Path, "deux"), second, Turn.At("0 30 3 * * ?"));
        foreach (var clock in new[] { one.Clock, two.Clock })
            clock.Advance(new DateTimeOffset(2026, 11, 24, 2, 29, 50, TimeSpan.Zero) - clock.GetUtcNow());

        // The first has finished when the clock of the second, a little late, comes to the hour.
        await AdvanceUntilAsync(one.Clock, TimeSpan.FromSeconds(5), () => Task.FromResult(first.Runs == 1));
        for (var step = 0; step < 20; step++)
        {
            two.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(50);
        }

        Assert.Equal((1, 0), (first.Runs, second.Runs));
        Assert.Equal(new DateTime(2026, 11, 24, 2, 30, 0, DateTimeKind.Utc), await one.DueAtAsync());
    }

    [Fact]
    public async Task Lease_OnPostgres_IsHeldByOne_ThenFree()
    {
        var connection = await Databases.FreshAsync("postgres", folder.Path);
        var job = new Job { Name = "essayer", Turn = Turn.Every(Interval), Work = (_, _) => Task.CompletedTask };
        await using var one = await Node.StartAsync(connection, Path.Combine(folder.Path, "un"), new Work(), Turn.At("0 30 3 * * ?"));
        await using var two = await Node.StartAsync(connection, Path.Combine(folder.Path, "deux"), new Work(), Turn.At("0 30 3 * * ?"));

        var held = await one.TakeAsync(job);
        var refused = await two.TakeAsync(job);
        var other = await two.TakeAsync(job with { Name = "essayer autre chose" });
        await held!.DisposeAsync();
        var free = await two.TakeAsync(job);

        Assert.Null(refused);
        Assert.NotNull(other);
        Assert.NotNull(free);
        await other.DisposeAsync();
        await free.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// Moves the clock step by step, with real time between for the threads that wait on it; not beyond the latest moment.
    /// </summary>
    private static async Task AdvanceUntilAsync(
        FakeTimeProvider clock, TimeSpan step, Func<Task<bool>> holds, DateTimeOffset? latest = null)
    {
        for (var steps = 0; steps < 600; steps++)
        {
            if (await holds()) return;
            if (latest is null || clock.GetUtcNow() < latest) clock.Advance(step);
            await Task.Delay(50);
        }
        Assert.Fail($"Not at {clock.GetUtcNow()}.");
    }

    private sealed class Work
    {
        private int runs;
        public bool Fails { get; init; }

        /// <summary>How many times the database is away before it answers.</summary>
        public int Away { get; init; }
        public int Runs => Volatile.Read(ref runs);

        public Task RunAsync()
        {
            if (Interlocked.Increment(ref runs) <= Away) throw new Npgsql.NpgsqlException("lost", new IOException());
            return Fails ? throw new InvalidOperationException("essai") : Task.CompletedTask;
        }
    }

    /// <summary>A node with one job more than the site's own.</summary>
    private sealed class Node : IAsyncDisposable
    {
        private readonly HeardLog log = new();
        private WebApplication app = null!;

        public FakeTimeProvider Clock { get; } = new(TestSite.Morning);
        public IReadOnlyCollection<string> Told => log.Lines;

        public static async Task<Node> StartAsync(string connection, string data, Work work, Turn turn)
        {
            var node = new Node();
            Opening.PrepareFolder(data);
            var options = new TerreauOptions { Data = data, Urls = "http://127.0.0.1:0", Territory = Clone.Territory, Database = connection,
                Jobs = false };
            node.app = Site.Build(options, builder =>
            {
                builder.Logging.ClearProviders().AddProvider(node.log);
                builder.Services.AddSingleton<TimeProvider>(node.Clock);
                builder.Services.AddSingleton(work);
                builder.Services.AddJob<Work>("essayer la nuit", turn, (part, _) => part.RunAsync());
                builder.Services.AddJobs(options with { Jobs = true });
            });
            await ServeCommand.PrepareAsync(node.app, CancellationToken.None);
            await node.app.StartAsync();
            return node;
        }

        public async Task<JobLease?> TakeAsync(Job job)
            => await JobLease.TakeAsync(app.Services.GetRequiredService<IServiceScopeFactory>(), job, Clock.GetUtcNow().UtcDateTime,
                isOurs: false, CancellationToken.None);

        public async Task<DateTime> DueAtAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<TerreauDb>().Set<JobTurn>().Where(turn => turn.Job == "essayer la nuit")
                .Select(turn => turn.DueAt).SingleAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
