using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Orientation.Quality;

namespace Terreau.Web.Tests.Features.Orientation;

/// <summary>The measure on a small set whose figures are known, and the gates on the set of the territory.</summary>
public sealed class AnswerQualityTests(OrientationSite orientation) : IClassFixture<OrientationSite>, IDisposable
{
    private static readonly DateOnly Day = new(2026, 12, 1);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Of_ASmallSet_CountsWhatIsShownLeftOutAndSure()
    {
        Write("projets.json", """
            [{ "id": "p", "profil": { "etapes": ["LANCEMENT"], "lieu": { "communes": ["93053"], "quartierPrioritaire": "AUCUN" },
               "structure": { "existe": true, "famille": "ASSOCIATION", "effectif": 1 },
               "besoins": [{ "genre": "ACCOMPAGNEMENT", "natures": ["conseil-strategique"] }] } }]
            """);
        Write("jugements-1.json", """
            { "p": { "ACCOMPAGNEMENT": { "dla": ["E", 3], "diag-eco-flux": ["E", 2], "les-canaux-accompagnement": ["N", 1] } } }
            """);
        Write("jugements-2.json", """
            { "p": { "ACCOMPAGNEMENT": { "dla": ["E", 2], "diag-eco-flux": ["E", 2], "les-canaux-accompagnement": ["N", 0] } } }
            """);

        var quality = await MeasureAsync(folder.Path);

        Assert.Equal((1, 1, 3, 3), (quality.Projects, quality.Needs, quality.Judged, quality.JudgedTwice));
        Assert.Equal(1, quality.StatusKappa);
        Assert.Equal(["p, les-canaux-accompagnement"], quality.IneligibleAsked);
        Assert.Empty(quality.IneligibleSure);
        Assert.Equal(["p, diag-eco-flux"], quality.WronglyLeftOut);
        Assert.Equal(((1, 1), (1, 2)), (quality.SurePrecision, quality.SureRecall));
        Assert.Equal("Terreau", quality.Orders[0].Name);
        Assert.Equal(4, quality.Orders.Count);
        Assert.Equal(1, quality.Orders[0].ReciprocalRank);
    }

    [Fact]
    public void Read_WithoutTheFolder_IsNone() => Assert.Empty(JudgedProjects.Read(folder.Path, null!, Day));

    [Fact]
    public async Task Gates_OnTheProjectsOfTheTerritory_Hold()
    {
        var quality = await MeasureAsync(Clone.Territory);

        Assert.True(quality.Projects >= 60, $"{quality.Projects} projects");
        Assert.True(quality.JudgedTwice > 1000, $"{quality.JudgedTwice} judged twice");
        Assert.Empty(quality.IneligibleSure);
        Assert.Empty(quality.WronglyLeftOut);
    }

    [Fact]
    public async Task Page_OfTheQuality_SaysItInPlainWords()
    {
        var page = await orientation.Site.PageAsync("/orientation/qualite");

        Assert.Contains("Une aide interdite est dite sûre", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelectorAll("table tbody tr").Length);
    }

    public void Dispose() => folder.Dispose();

    private void Write(string name, string text)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(folder.Path, "evaluation"));
        File.WriteAllText(Path.Combine(folder.Path, "evaluation", name), text);
    }

    private async Task<AnswerQuality> MeasureAsync(string territory)
    {
        var (atlas, shelf) = await orientation.Site.WithDbAsync(async db =>
        {
            var read = await Atlas.ReadAsync(db, default);
            return (read, CompiledOffers.Of(await db.Offers.AsNoTracking().ToListAsync(), read));
        });
        return AnswerQuality.Of(JudgedProjects.Read(territory, atlas, Day), shelf, atlas, Day, 12);
    }
}
