using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Watch;

namespace Terreau.Web.Tests.Hosting.Watch;

public sealed class DiskProbeTests
{
    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Readyz_WhileAllIsWritten_IsHealthy_AndChangesNothing(string database)
    {
        await using var site = await TestSite.StartAsync(database);
        var before = await site.WithDbAsync(db => Task.FromResult(db.Journal.Count()));

        for (var look = 0; look < 3; look++)
        {
            Assert.Equal("Healthy", await site.Client.GetStringAsync("/readyz"));
            site.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(before, await site.WithDbAsync(db => Task.FromResult(db.Journal.Count())));
        Assert.DoesNotContain(Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories),
            file => file.Contains(".essai", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(28, "Le disque est plein")]
    [InlineData(30, "ne s’écrit plus")]
    public async Task Readyz_WhereAFileCannotBeWritten_SaysSo_AndSoonThatItCanAgain(int error, string said)
    {
        var isFull = true;
        await using var site = await TestSite.StartAsync(services: services => services.AddSingleton(parts => new DiskProbe(
            parts.GetRequiredService<TerreauOptions>(), parts.GetRequiredService<IServiceScopeFactory>(),
            parts.GetRequiredService<TimeProvider>())
        {
            Make = _ => isFull ? throw new IOException("No space left on device", error) : new MemoryStream(),
        }));

        using var full = await site.Client.GetAsync("/readyz");
        isFull = false;
        site.Clock.Advance(TimeSpan.FromSeconds(6));
        using var again = await site.Client.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
        Assert.Contains(said, await full.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Readyz_AskedWithoutEnd_TriesEveryFewSecondsOnly()
    {
        var tries = 0;
        await using var site = await TestSite.StartAsync(services: services => services.AddSingleton(parts => new DiskProbe(
            parts.GetRequiredService<TerreauOptions>(), parts.GetRequiredService<IServiceScopeFactory>(),
            parts.GetRequiredService<TimeProvider>())
        {
            Make = _ =>
            {
                Interlocked.Increment(ref tries);
                return new MemoryStream();
            },
        }));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => site.Client.GetStringAsync("/readyz")));

        // The data folder holds the database: one place.
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Readyz_WhileAnotherWritesForLong_IsHealthy()
    {
        await using var site = await TestSite.StartAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "terreau.db")}");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();

        Assert.Equal("Healthy", await site.Client.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task Readyz_OnADiskThatFills_TurnsAndComesBack()
    {
        using var disk = SmallDisk.Make(20_000);
        // Where no disk can be made, the file that cannot be written above stands for it.
        if (disk is null) return;
        await using var site = await TestSite.StartAsync(adjust: options => options with { Data = disk.Path });
        using var before = await site.Client.GetAsync("/readyz");
        disk.Fill();
        site.Clock.Advance(TimeSpan.FromSeconds(6));
        using var full = await site.Client.GetAsync("/readyz");
        using var page = await site.Client.GetAsync("/acteurs");
        disk.Empty();
        site.Clock.Advance(TimeSpan.FromSeconds(6));
        using var after = await site.Client.GetAsync("/readyz");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK],
            [before.StatusCode, full.StatusCode, page.StatusCode, after.StatusCode]);
        Assert.Contains("Le disque est plein", await full.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
