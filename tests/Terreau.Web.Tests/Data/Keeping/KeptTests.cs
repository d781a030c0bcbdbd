using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Tests.Data.Keeping;

/// <summary>The names of filières, kept: how often they are read is counted.</summary>
public sealed class KeptTests : IAsyncLifetime
{
    private TestSite site = null!;
    private Kept<IReadOnlyList<string>> kept = null!;
    private Func<Task> whileReading = () => Task.CompletedTask;
    private int readings;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(seed: "empty");
        kept = new(site.Services.GetRequiredService<KeepingParts>(), ReadAsync, [nameof(Filiere), nameof(Source)]);
    }

    public async ValueTask DisposeAsync()
    {
        kept.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Get_Again_ReadsNothing()
    {
        await kept.GetAsync(TestContext.Current.CancellationToken);
        await kept.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task Get_AfterAWriteOfAnotherSubject_ReadsNothing()
    {
        await kept.GetAsync(TestContext.Current.CancellationToken);

        await StepAsync();
        await kept.GetAsync(TestContext.Current.CancellationToken);
        // Nor at its next look.
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await kept.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task Get_AfterAWriteOfItsSubject_ReadsAtOnce()
    {
        await kept.GetAsync(TestContext.Current.CancellationToken);

        await RenameAsync(site.Services, "Un nouveau nom");

        Assert.Contains("Un nouveau nom", await kept.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, readings);
    }

    [Fact]
    public async Task Get_AfterAnotherNodeWrote_ReadsWithinAMinute()
    {
        await kept.GetAsync(TestContext.Current.CancellationToken);

        await RenameElsewhereAsync("Écrit ailleurs");

        Assert.DoesNotContain("Écrit ailleurs", await kept.GetAsync(TestContext.Current.CancellationToken));
        site.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Contains("Écrit ailleurs", await kept.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, readings);
    }

    [Fact]
    public async Task Get_TwoAtOnce_ReadOnce()
    {
        var go = new TaskCompletionSource();
        whileReading = () => go.Task;

        var one = kept.GetAsync(TestContext.Current.CancellationToken).AsTask();
        var other = kept.GetAsync(TestContext.Current.CancellationToken).AsTask();
        go.SetResult();

        Assert.Same(await one, await other);
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task Get_WrittenWhileItIsRead_IsReadAgain()
    {
        whileReading = () => RenameAsync(site.Services, "Pendant la lecture");

        await kept.GetAsync(TestContext.Current.CancellationToken);
        whileReading = () => Task.CompletedTask;

        Assert.Contains("Pendant la lecture", await kept.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, readings);
    }

    [Fact]
    public async Task Get_ReadingFails_IsToldAndTriedAgain()
    {
        whileReading = () => throw new InvalidOperationException("la base ne répond pas");

        await Assert.ThrowsAsync<InvalidOperationException>(() => kept.GetAsync(TestContext.Current.CancellationToken).AsTask());
        whileReading = () => Task.CompletedTask;

        Assert.NotEmpty(await kept.GetAsync(TestContext.Current.CancellationToken));
    }

    private async Task<IReadOnlyList<string>> ReadAsync(TerreauDb db, CancellationToken cancel)
    {
        readings++;
        var labels = await db.Filieres.Select(filiere => filiere.Label).ToListAsync(cancel);
        await whileReading();
        return labels;
    }

    /// <summary>What a visitor does while they describe their project.</summary>
    private async Task StepAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        db.ErrorReports.Add(new ErrorReport { Page = "/acteurs", Message = "Une faute", ReportedAt = site.Clock.GetUtcNow().UtcDateTime });
        await db.SaveAsync(Act.ByVisitor(site.Clock, "signaler une erreur"));
    }

    private async Task RenameAsync(IServiceProvider services, string label)
    {
        await using var scope = services.CreateAsyncScope();
        await RenameAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), label);
    }

    private async Task RenameElsewhereAsync(string label)
    {
        var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
        Dialect.Sqlite(options, $"Data Source={Path.Combine(site.Folder, "terreau.db")}");
        await using var db = new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());
        await RenameAsync(db, label);
    }

    private async Task RenameAsync(TerreauDb db, string label)
    {
        var filiere = await db.Filieres.FirstAsync();
        db.Entry(filiere).Property(one => one.Label).CurrentValue = label;
        await db.SaveAsync(Act.ByConsole(site.Clock, "renommer"));
    }
}
