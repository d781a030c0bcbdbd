using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Data;

/// <summary>Lists of texts by our conversion against the same lists by that of the provider.</summary>
public sealed class ListTextTests : IDisposable
{
    private static readonly Act Test = new("essai", new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc), "essayer");
    private readonly TemporaryFolder folder = new();

    // Parted by a bar, so that a list is one text for the test's name.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("un|deux")]
    [InlineData("L’atelier « plein »|a \"b\" \\ c|é\t\n")]
    [InlineData("[]")]
    public async Task Lists_AreWrittenAndRead_AsTheProviderDoes(string? said)
    {
        var aliases = said?.Split('|') ?? [];
        await using var ours = Ours();
        await ours.Database.MigrateAsync(TestContext.Current.CancellationToken);
        await using var plain = Plain();

        await AddAsync(ours, "ours", aliases);
        await AddAsync(plain, "plain", aliases);

        var columns = await ours.Database.SqlQuery<string>($"SELECT Aliases AS Value FROM Organisations").ToListAsync();
        Assert.Equal(columns[0], columns[1]);
        foreach (var db in new TerreauDb[] { ours, plain })
            Assert.All(await db.Organisations.AsNoTracking().ToListAsync(), sheet => Assert.Equal(aliases, sheet.Aliases));
    }

    [Fact]
    public async Task Lists_OfAnEmptyText_AreEmpty()
    {
        await using var db = Ours();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        await AddAsync(db, "vide", ["un"]);

        await db.Database.ExecuteSqlAsync($"UPDATE Organisations SET Aliases = '', Evidence = '', Reserved = ''");

        var sheet = await db.Organisations.AsNoTracking().SingleAsync();
        Assert.Empty(sheet.Aliases);
        Assert.Empty(sheet.Evidence);
        Assert.Empty(sheet.Reserved);
    }

    public void Dispose() => folder.Dispose();

    private string Connection => $"Data Source={Path.Combine(folder.Path, "terreau.db")}";

    private SqliteTerreauDb Ours()
    {
        var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
        Dialect.Sqlite(options, Connection);
        return new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());
    }

    private PlainDb Plain()
    {
        var options = new DbContextOptionsBuilder<PlainDb>();
        Dialect.Sqlite(options, Connection);
        return new PlainDb(options.Options);
    }

    private static async Task AddAsync(TerreauDb db, string slug, string[] aliases)
    {
        db.Organisations.Add(new Organisation
        {
            Slug = slug, Name = slug, Aliases = [.. aliases], SourceId = Organisation.Declared, SourceOn = PartialDate.Parse("2026-11-24"),
        });
        await db.SaveAsync(Test);
    }

    /// <summary>The same model, its lists left to the provider.</summary>
    private sealed class PlainDb(DbContextOptions<PlainDb> options) : TerreauDb(options, new WriteGate(), new JournalBell());
}
