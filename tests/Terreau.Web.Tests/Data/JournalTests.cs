using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Projects;

namespace Terreau.Web.Tests.Data;

public sealed class JournalTests : IDisposable
{
    private static readonly Act Test = new("essai", new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc), "essayer", "pour voir");
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task SaveAsync_Created_WritesAfterOnly(string kind)
    {
        await using var db = await OpenAsync(kind);
        var sheet = Sheet();
        db.Add(sheet);

        await db.SaveAsync(Test);

        var line = await db.Journal.AsNoTracking().SingleAsync();
        Assert.Equal((JournalChange.Created, sheet.Id, "Organisation"), (line.Change, line.SubjectId, line.Subject));
        Assert.Null(line.Before);
        Assert.Equal("La Fabrique d’essai", JsonDocument.Parse(line.After!).RootElement.GetProperty("Name").GetString());
        Assert.Equal(("essai", "essayer", "pour voir", Test.At), (line.Who, line.Command, line.Why, line.At));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task SaveAsync_Changed_WritesBeforeAndAfterOfChangedFieldsOnly(string kind)
    {
        await using var db = await OpenAsync(kind);
        var sheet = Sheet();
        db.Add(sheet);
        await db.SaveAsync(Test);

        sheet.Roles = ["FINANCEUR"];
        var lines = await db.SaveAsync(Test);

        var line = await db.Journal.AsNoTracking().OrderBy(entry => entry.Id).LastAsync();
        Assert.Equal(1, lines);
        Assert.Equal("""{"Roles":["RESEAU"]}""", line.Before);
        Assert.Equal("""{"Roles":["FINANCEUR"]}""", line.After);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task SaveAsync_NothingChanged_WritesNothing(string kind)
    {
        await using var db = await OpenAsync(kind);
        db.Add(Sheet());
        await db.SaveAsync(Test);

        Assert.Equal(0, await db.SaveAsync(Test));
        Assert.Equal(1, await db.Journal.CountAsync());
    }

    [Fact]
    public async Task SaveAsync_PrivateEntity_KeepsTheActNotTheContent()
    {
        await using var db = await OpenAsync("sqlite");
        var (project, link) = Project.Start(Test);
        project.Answer("""{"idea":"une cuisine à Bondy"}""", Test);
        db.Add(project);

        await db.SaveAsync(Test);

        var line = await db.Journal.AsNoTracking().SingleAsync();
        Assert.DoesNotContain("Bondy", line.After, StringComparison.Ordinal);
        Assert.DoesNotContain(link, line.After, StringComparison.Ordinal);
        Assert.Contains("Answers", line.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_ClosedGate_Refuses()
    {
        var gate = new WriteGate();
        await using var db = await OpenAsync("sqlite", gate);
        db.Add(Sheet());
        gate.Close();

        await Assert.ThrowsAsync<WriteRefusedException>(() => db.SaveAsync(Test));
        Assert.Equal(0, await db.Organisations.CountAsync());
    }

    [Fact]
    public async Task SaveChangesAsync_WithoutAct_Refuses()
    {
        await using var db = await OpenAsync("sqlite");
        db.Add(Sheet());

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task SaveAsync_Refused_LeavesNeitherRowNorLine(string kind)
    {
        await using var db = await OpenAsync(kind);
        db.Add(Sheet());
        await db.SaveAsync(Test);
        db.Add(Sheet());

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveAsync(Test));

        db.ChangeTracker.Clear();
        Assert.Equal((1, 1), (await db.Organisations.CountAsync(), await db.Journal.CountAsync()));
    }

    public void Dispose() => folder.Dispose();

    private static Organisation Sheet() => new()
    {
        Slug = "la-fabrique-dessai", Name = "La Fabrique d’essai", Roles = ["RESEAU"],
        SourceId = "essai", SourceOn = PartialDate.Parse("2026-11"),
    };

    private async Task<TerreauDb> OpenAsync(string kind, WriteGate? gate = null)
    {
        var connection = await Databases.FreshAsync(kind, folder.Path);
        TerreauDb db;
        if (kind == "sqlite")
        {
            var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
            Dialect.Sqlite(options, connection);
            db = new SqliteTerreauDb(options.Options, gate ?? new WriteGate(), new JournalBell());
        }
        else
        {
            var options = new DbContextOptionsBuilder<PostgresTerreauDb>();
            Dialect.Postgres(options, connection);
            db = new PostgresTerreauDb(options.Options, gate ?? new WriteGate(), new JournalBell());
        }
        await Opening.MigrateAsync(db, CancellationToken.None);
        return db;
    }
}
