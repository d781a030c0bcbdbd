using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Tests.Search.Ideas;

public sealed class IdeaWordsTests : IDisposable
{
    private static readonly IdeaWords Words = Of(
        new IdeaWord { Say = ["cuisine partagée"], Asks = ["cuisine"] },
        new IdeaWord { Say = ["cuisine"], Filieres = ["alimentation-agriculture"] },
        new IdeaWord { Say = ["prix"], Asks = ["prix"] },
        new IdeaWord { Say = ["prix solidaires"] },
        new IdeaWord { Say = ["réparer"], Filieres = ["economie-circulaire"] },
        new IdeaWord { Say = ["=les anciens"], Publics = ["seniors"] },
        new IdeaWord { Say = ["argent"], Kinds = ["FINANCEMENT"] },
        new IdeaWord { Say = ["association"], Kinds = ["ADMINISTRATION"] });

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("une cuisine vraiment partagée", "cuisine vraiment partagée")]
    [InlineData("des CUISINES partagees", "CUISINES partagees")]
    [InlineData("une cuisine et un jardin partagé", "cuisine")]
    [InlineData("une cuisine. Partagée ?", "cuisine")]
    [InlineData("nous réparons des vélos", "réparons")]
    [InlineData("asosiation", "asosiation")]
    [InlineData("pas dargent", "dargent")]
    [InlineData("avec les anciens", "les anciens")]
    public void Find_AsPeopleWrite_FindsTheLongestAndItsPlace(string text, string said)
    {
        var cut = Words.Cut(text);
        var found = Assert.Single(Words.Find(cut, cues: false));
        Assert.Equal(said, cut.Words(found.First, found.Last));
    }

    [Theory]
    [InlineData("à prix solidaires")]
    [InlineData("mes anciens collègues")]
    [InlineData("la réparatrice argentine")]
    public void Find_OtherWords_SaysNothing(string text)
        => Assert.All(Words.Find(Words.Cut(text), cues: false), found => Assert.True(found.Word.SaysNothing));

    [Theory]
    [InlineData("asosiation", "association", 2)]
    [InlineData("acb", "abc", 1)]
    [InlineData("chat", "chien", 3)]
    public void Distance_IsOfAlignment(string one, string other, int edits) => Assert.Equal(edits, Mistypings.Distance(one, other, 9));

    [Theory]
    [InlineData("finencement", "financement")]
    [InlineData("acompagnement", "accompagnement")]
    [InlineData("subvanssion", "subvention")]
    public void Sound_OfWhatSoundsTheSame_IsTheSame(string one, string other)
        => Assert.Equal(Mistypings.Sound(other), Mistypings.Sound(one));

    [Fact]
    public async Task File_OfTheTerritory_NamesOnlyItsFilieresAndZones()
    {
        await using var site = await TestSite.StartAsync();
        var atlas = await site.WithDbAsync(db => Atlas.ReadAsync(db));
        var words = IdeaWords.Read(Clone.Territory);

        Assert.Subset(atlas.Filieres.Select(filiere => filiere.Code).ToHashSet(), words.All.SelectMany(word => word.Filieres).ToHashSet());
        Assert.All(words.PlaceNames, place => Assert.Contains(place.Zone, atlas.Zones.Keys));
    }

    [Fact]
    public void File_EachWayToSayIt_IsFound()
    {
        var words = IdeaWords.Read(Clone.Territory);
        var lost = words.All.Where(word => word.Cue is null).SelectMany(word => word.Say)
            .Where(say => words.Find(words.Cut(say.TrimStart('=')), cues: false).Count == 0);
        Assert.Empty(lost);
    }

    [Fact]
    public void Read_AFileWithAFault_SaysWhere()
    {
        File.WriteAllText(Path.Combine(folder.Path, IdeaWords.FileName), """
            source: terreau-vocabulaire
            sourceDate: 2026-11
            words:
              - { say: ["four"], asks: [pizza] }
            """);
        var error = Assert.Throws<StartException>(() => IdeaWords.Read(folder.Path));
        Assert.Contains("pizza", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ATerritoryWithoutTheFile_ReadsNoWords() => Assert.Empty(IdeaWords.Read(folder.Path).All);

    public void Dispose() => folder.Dispose();

    private static IdeaWords Of(params IdeaWord[] words) => new(words, new Dictionary<string, string[]>(), []);
}
