using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Terreau.Web.Data.Steady;
using Terreau.Web.Hosting;
using Terreau.Web.Tests.Conventions;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Data.Steady;

public sealed class SteadyWorkerTests
{
    [Fact]
    public void BackgroundServices_AreAllSteady()
        => Broken.None(typeof(Site).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(BackgroundService)) && !type.IsAssignableTo(typeof(SteadyWorker)))
            .Select(type => $"{type.Name} ends with its first failure: let it be a {nameof(SteadyWorker)}"));

    [Fact]
    public async Task Turn_ThatFailsInWhateverWay_IsTriedAgain_AndToldUntilItSucceeds()
    {
        var board = new WorkerBoard(TimeProvider.System, NullLogger<WorkerBoard>.Instance);
        using var worker = new Worker(board,
            new InvalidOperationException("transient", new NpgsqlException("lost", new IOException())), new OperationCanceledException());

        await worker.StartAsync(TestContext.Current.CancellationToken);
        await MailSite.UntilAsync(() => Task.FromResult(worker.Failed == 1 && board.Faltering.Count == 1), "the first failure is told");
        await MailSite.UntilAsync(() => Task.FromResult(worker.Succeeded > 1), "the turn succeeds");

        Assert.Equal(2, worker.Failed);
        Assert.Empty(board.Faltering);
        await worker.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(worker.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Site_WithAWorkerThatEndsBadlyInSpiteOfAll_ServesOn()
    {
        await using var site = await TestSite.StartAsync(services: services => services.AddHostedService<Unsteady>());
        var unsteady = site.Services.GetServices<IHostedService>().OfType<Unsteady>().Single();
        await MailSite.UntilAsync(() => Task.FromResult(unsteady.ExecuteTask!.IsCompleted), "it has ended");
        await Task.Delay(200, TestContext.Current.CancellationToken);

        Assert.False(site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await site.PageAsync("/");
    }

    [Fact]
    public void Pauses_Grow_UpToAMinute()
        => Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60],
            Enumerable.Range(1, 7).Append(1_000).Select(failures => Outage.PauseAfter(failures).TotalSeconds));

    public static TheoryData<Exception, bool> Failures => new()
    {
        { new NpgsqlException("lost", new IOException()), true },
        { new NpgsqlException("late", new TimeoutException()), true },
        { Refused("57P01"), true },
        { Refused("57P03"), true },
        { Refused("53300"), true },
        { Refused("3D000", "FATAL"), true },
        { Refused("25006"), true },
        { new SocketException((int)SocketError.HostNotFound), true },
        { new SqliteException("full", 13), true },
        { new SqliteException("busy", 5), true },
        { new DbUpdateException("wrapped", Refused("57P01")), true },
        { new InvalidOperationException("wrapped", new AggregateException(new NpgsqlException("lost", new SocketException()))), true },
        { Refused("23505"), false },
        { Refused("42703"), false },
        { new SqliteException("constraint", 19), false },
        { new SqliteException("corrupt", 11), false },
        { new HttpRequestException("another server", new SocketException()), false },
        { new InvalidOperationException("ours"), false },
    };

    [Theory, MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Outage_IsTold_FromAFault(Exception failure, bool isOutage) => Assert.Equal(isOutage, Outage.Is(failure));

    private static PostgresException Refused(string state, string severity = "ERROR") => new("refused", severity, severity, state);

    private sealed class Worker(WorkerBoard board, params Exception[] failures) : SteadyWorker(board)
    {
        private int turns;

        public int Failed => Math.Min(turns, failures.Length);
        public int Succeeded => turns - Failed;
        protected override string Work => "essayer";
        protected override Task WaitAsync(CancellationToken cancel) => Task.Delay(10, cancel);

        protected override Task TurnAsync(CancellationToken cancel)
            => turns++ < failures.Length ? throw failures[turns - 1] : Task.CompletedTask;
    }

    private sealed class Unsteady : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("essai");
        }
    }
}
