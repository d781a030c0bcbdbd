using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Domain.Directory;

/// <summary>Joining what two people changed at once.</summary>
public sealed class SheetDraftTests
{
    private static readonly SheetDraft Start = SheetDraft.Of(new Organisation
    {
        Slug = "a", Name = "Le Jardin", SourceId = "s", SourceOn = PartialDate.Parse("2026"), Summary = "Un jardin.",
        Proposes = ["terre", "outils"],
    });

    [Fact]
    public void Merge_DifferentFields_KeepsBoth()
    {
        var (merged, conflicts) = SheetDraft.Merge(Start, With(Start, ("Summary", "Un jardin partagé.")),
            With(Start, ("Website", "https://jardin.exemple.fr")));

        Assert.Empty(conflicts);
        Assert.Equal("Un jardin partagé.", merged["Summary"]);
        Assert.Equal("https://jardin.exemple.fr", merged["Website"]);
    }

    [Fact]
    public void Merge_SameFieldSameValue_IsNoConflict()
    {
        var change = With(Start, ("Summary", "Pareil."));

        var (merged, conflicts) = SheetDraft.Merge(Start, change, change);

        Assert.Empty(conflicts);
        Assert.Equal("Pareil.", merged["Summary"]);
    }

    [Fact]
    public void Merge_SameFieldTwoValues_IsAConflictAndKeepsWhatIsStored()
    {
        var (merged, conflicts) = SheetDraft.Merge(Start, With(Start, ("Summary", "Le mien.")), With(Start, ("Summary", "Le leur.")));

        var conflict = Assert.Single(conflicts);
        Assert.Equal(new FieldChange("Summary", "Le leur.", "Le mien."), conflict);
        Assert.Equal("Le leur.", merged["Summary"]);
    }

    [Fact]
    public void Merge_Lists_JoinWhatEachAddedAndTookOut()
    {
        var (merged, conflicts) = SheetDraft.Merge(Start, With(Start, ("Proposes", "terre\ngraines")),
            With(Start, ("Proposes", "terre\noutils\ncompost")));

        Assert.Empty(conflicts);
        Assert.Equal("terre\ncompost\ngraines", merged["Proposes"]);
    }

    [Theory]
    [InlineData("Siret", "732 829 320 00074", "73282932000074")]
    [InlineData("Phone", "0141600000", "01 41 60 00 00")]
    [InlineData("Position", "48.8912 ; 2.4531", "48.8912, 2.4531")]
    [InlineData("Aliases", " Un \r\n\r\nDeux\nUn", "Un\nDeux")]
    [InlineData("Name", "Le\u0007 Jardin\n", "Le Jardin")]
    public void Clean_PutsWhatIsTypedInOneForm(string field, string typed, string kept)
        => Assert.Equal(kept, SheetFields.Find(field)!.Clean(typed));

    [Fact]
    public void Json_OfADraft_ComesBack()
    {
        var back = SheetDraft.FromJson(Start.ToJson())!;

        Assert.Empty(Start.ChangesTo(back));
        Assert.Null(SheetDraft.FromJson("[1]"));
        Assert.Null(SheetDraft.FromJson("{"));
    }

    private static SheetDraft With(SheetDraft draft, params (string Field, string Value)[] values)
        => draft.With(values.Select(value => KeyValuePair.Create(value.Field, value.Value)));
}
