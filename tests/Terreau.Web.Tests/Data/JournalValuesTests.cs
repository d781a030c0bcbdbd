using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Tests.Data;

public sealed class JournalValuesTests
{
    [Theory]
    [InlineData(typeof(Organisation))]
    [InlineData(typeof(Offer))]
    public void Restored_EveryMappedProperty_GivesBackWhatWasWritten(Type entity)
    {
        var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
        Dialect.Sqlite(options, "Data Source=:memory:");
        using var db = new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());
        var properties = db.Model.FindEntityType(entity)!.GetProperties().Where(property => !property.IsPrimaryKey()).ToList();

        foreach (var property in properties)
        {
            foreach (var value in Samples(property))
            {
                var written = JournalValues.Written(value);

                Assert.True(property.GetValueComparer().Equals(value, JournalValues.Restored(property, written)), property.Name);
            }
        }
        Assert.True(properties.Count > 20);
    }

    private static IEnumerable<object?> Samples(IProperty property)
    {
        if (property.IsNullable) yield return null;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var day = PartialDate.Parse("2026-10");
        object[] samples = type switch
        {
            _ when type == typeof(string) => ["", "L’été, « où » ?\n\"<b>…</b>\" \u2028"],
            _ when type == typeof(List<string>) => [new List<string>(), new List<string> { "a", "b, c", "é\"" }],
            _ when type == typeof(List<AnsweredNeed>) =>
                [new List<AnsweredNeed>(), new List<AnsweredNeed> { new("FINANCEMENT", "pret"), new("LOCAUX", null) }],
            _ when type == typeof(OfferWindow) =>
                [OfferWindow.Permanent, OfferWindow.Unknown, OfferWindow.Read("annuel/01-15/03-15"), OfferWindow.Read("demain")],
            _ when type == typeof(double) => [48.891234567890123, -0.5],
            _ when type == typeof(int) => [0, 750],
            _ when type == typeof(long) => [0L, 9_007_199_254_740_993L],
            _ when type == typeof(bool) => [true, false],
            _ when type == typeof(DateOnly) => [new DateOnly(2027, 2, 28)],
            _ when type == typeof(PartialDate) => [day, PartialDate.Parse("2018"), PartialDate.Parse("2018-10-15")],
            _ when type == typeof(SheetStatus) => [SheetStatus.Withdrawn, SheetStatus.Published],
            _ when type == typeof(Dictionary<string, Audience>) =>
                [new Dictionary<string, Audience>(), new Dictionary<string, Audience> { ["Phone"] = Audience.Members }],
            _ when type == typeof(List<SourcedFact>) => [new List<SourcedFact> { new("Phone", "declaration", day) }],
            _ => throw new InvalidOperationException($"No sample of {type} for {property.Name}"),
        };
        foreach (var sample in samples) yield return sample;
    }
}
