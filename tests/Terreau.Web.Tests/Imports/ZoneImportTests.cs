using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Engine.Geography;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Imports.Zones;

namespace Terreau.Web.Tests.Imports;

/// <summary>
/// Published outlines of priority districts: attributes under several names, degrees or metres, only those of the territory.
/// </summary>
public sealed class ZoneImportTests : IAsyncLifetime
{
    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("CODE_QP", "NOM_QP", "INSEE_COM")]
    [InlineData("code_qp", "lib_qp", "insee_com")]
    [InlineData("codeQP", "nomQP", "code_insee")]
    public void Read_NamesOfAttributes_AreThoseOfEachPublication(string code, string name, string town)
    {
        var record = Assert.Single(ZoneFile.Read(
            List(Feature(2.42, 48.87, (code, "QN09308M"), (name, "La Capsulerie"), (town, "93006, 93048")))).Records);

        Assert.Equal(("QN09308M", "La Capsulerie"), (record.Code, record.Name));
        Assert.Equal(["93006", "93048"], record.Communes);
    }

    [Fact]
    public void Read_MetresOfLambert_BecomeDegrees()
    {
        var metres = Lambert93.Project(2.42, 48.87);

        var record = Assert.Single(ZoneFile.Read(List(Feature(metres.X, metres.Y, 400, ("code_qp", "QN1"), ("lib_qp", "Un")))).Records);

        Assert.Equal(2.42, record.Outline.Coordinates[0].X, 5);
        Assert.Equal(48.87, record.Outline.Coordinates[0].Y, 5);
    }

    [Fact]
    public void Read_WhatIsNoZone_IsTold()
    {
        var file = ZoneFile.Read(List(
            new { type = "Feature" }, Feature(2.4, 48.8, ("nom", "Sans code")), Feature(2.4, 48.8, ("code_qp", "QN1")),
            new { type = "Feature", properties = new { code_qp = "QN2", nom = "Deux" },
                geometry = new { type = "Point", coordinates = new[] { 2.4, 48.8 } } },
            new { type = "Feature", properties = new { code_qp = "QN3", nom = "Trois" },
                geometry = new { type = "Polygon", coordinates = "rien" } }, Feature(2.4, 48.8, ("code_qp", "QN4"), ("nom", "Quatre")),
                Feature(2.4, 48.8, ("code_qp", "QN4"), ("nom", "Encore"))));

        Assert.Equal("QN4", Assert.Single(file.Records).Code);
        Assert.Equal([1, 2, 3, 4, 5, 7], file.Faults.Select(fault => fault.Rank));
        Assert.Throws<UnreadableFileException>(() => ZoneFile.Read(JsonSerializer.SerializeToElement(new { a = 1 })));
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Apply_KnownZoneTakesItsOutline_UnknownIsAdded_ElsewhereIsCounted_OnceOnly(string database)
    {
        await using var other = await TestSite.StartAsync(database);
        var list = List(
            Feature(2.42, 48.865, ("code_qp", "QN09308M"), ("lib_qp", "La Capsulerie")),
            Feature(2.42, 48.86, ("code_qp", "QN09399M"), ("lib_qp", "Nouveau Quartier"), ("insee_com", "93006,75120")),
            Feature(4.8, 45.7, ("code_qp", "QN06901M"), ("lib_qp", "Ailleurs")));

        var first = await ApplyAsync(other, list, 2024);
        var second = await ApplyAsync(other, list, 2024);

        Assert.Equal(["QPV:QN09308M"], first.Lines(Outcome.Changed).Select(line => line.Key));
        Assert.Equal(["QPV:QN09399M"], first.Lines(Outcome.Added).Select(line => line.Key));
        Assert.Equal((1, true, 2), (first.Count(Outcome.Aside), second.IsEmpty, second.Count(Outcome.Unchanged)));
        Assert.Equal((3, 3), (first.Rows, second.Rows));
        var zone = await other.WithDbAsync(db => db.Zones.AsNoTracking().SingleAsync(held => held.Code == "QPV:QN09308M"));
        Assert.Equal(("La Capsulerie", "centroide", "import-anct", "2024"),
            (zone.Name, zone.PointPrecision, zone.SourceId, zone.SourceOn.Written));
        using var outline = JsonDocument.Parse(zone.Outline!);
        Assert.Equal("Polygon", outline.RootElement.GetProperty("type").GetString());
        var added = await other.WithDbAsync(db => db.Zones.AsNoTracking().SingleAsync(held => held.Code == "QPV:QN09399M"));
        Assert.Equal(["93006"], added.Communes);
        Assert.Equal(["75120"], added.OutsideCommunes);
        Assert.Equal(new DateOnly(2024, 1, 1), added.ValidFrom);
    }

    [Fact]
    public async Task Apply_OfTheOlderGeneration_FindsItsZoneByName_AndLeavesTheNewer()
    {
        var diff = await ApplyAsync(site, List(Feature(2.42, 48.865, ("CODE_QP", "QP093008"), ("NOM_QP", "LA CAPSULERIE"))), 2015);

        Assert.Equal("QPV:2015-la-capsulerie", Assert.Single(diff.Lines(Outcome.Changed)).Key);
        Assert.Null(await site.WithDbAsync(
            db => db.Zones.Where(zone => zone.Code == "QPV:QN09308M").Select(zone => zone.Outline).SingleAsync()));
    }

    private static async Task<Difference> ApplyAsync(TestSite on, JsonElement list, int generation)
    {
        var atlas = await on.Services.GetRequiredService<AtlasCache>().GetAsync();
        return await on.WithDbAsync(async db =>
        {
            var diff = await new ZoneImport(db).PrepareAsync(ZoneFile.Read(list), generation, "ANCT", atlas, CancellationToken.None);
            await db.SaveAsync(Act.ByConsole(on.Clock, ZoneImport.Command));
            return diff;
        });
    }

    private static JsonElement List(params object[] features)
        => JsonSerializer.SerializeToElement(new { type = "FeatureCollection", features });

    private static object Feature(double x, double y, params (string Name, string Value)[] properties) => Feature(x, y, 0.004, properties);

    private static object Feature(double x, double y, double side, params (string Name, string Value)[] properties) => new
    {
        type = "Feature", properties = properties.ToDictionary(pair => pair.Name, pair => pair.Value),
        geometry = new { type = "Polygon",
            coordinates = new[] { new[] { new[] { x, y }, new[] { x + side, y }, new[] { x + side, y + side }, new[] { x, y + side },
                new[] { x, y } } } },
    };
}
