using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Tests.Ui;

public sealed class FieldTests
{
    [Fact]
    public async Task TextField_WithHintAndError_TiesThemToTheBox()
    {
        var body = await Rendered.OfAsync<TextField>(
            ("Name", "Input.Nom"), ("Label", "Le nom"), ("Hint", "Un nom de travail suffit."), ("Error", "Écrivez un nom"),
            ("Value", "<b>"));
        var box = body.QuerySelector("input")!;
        Assert.Equal("Input.Nom", box.GetAttribute("name"));
        Assert.Equal("Input-Nom", box.Id);
        Assert.Equal("<b>", box.GetAttribute("value"));
        Assert.Equal("true", box.GetAttribute("aria-invalid"));
        Assert.Equal("Input-Nom-aide Input-Nom-erreur", box.GetAttribute("aria-describedby"));
        Assert.Contains("Écrivez un nom", body.QuerySelector("#Input-Nom-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Input-Nom", body.QuerySelector("label")!.GetAttribute("for"));
        Assert.True(box.HasAttribute("required"));
    }

    [Fact]
    public async Task TextField_Optional_SaysSoAndAsksNothing()
    {
        var body = await Rendered.OfAsync<TextField>(("Name", "nom"), ("Label", "Le nom"), ("Optional", true));
        Assert.Equal("Le nom (facultatif)", body.QuerySelector("label")!.TextContent);
        Assert.False(body.QuerySelector("input")!.HasAttribute("required"));
        Assert.False(body.QuerySelector("input")!.HasAttribute("aria-describedby"));
    }

    [Fact]
    public async Task RadioField_Choices_StandInAFieldsetAndKeepTheAnswer()
    {
        var body = await Rendered.OfAsync<RadioField>(
            ("Name", "stade"), ("Label", "Où en êtes-vous ?"), ("Value", "B"),
            ("Choices", new Choice[] { new("A", "Émergence", "L’idée se précise."), new("B", "Amorçage") }));
        Assert.Equal("Où en êtes-vous ?", body.QuerySelector("fieldset > legend")!.TextContent);
        Assert.Equal("B", body.QuerySelector("input[checked]")!.GetAttribute("value"));
        // An error summary leads to the first of them.
        Assert.Equal("A", body.QuerySelector("#stade")!.GetAttribute("value"));
    }

    [Fact]
    public async Task CheckboxField_SeveralValues_AreAllTicked()
    {
        var body = await Rendered.OfAsync<CheckboxField>(
            ("Name", "besoin"), ("Label", "Vos besoins"), ("Values", new[] { "a", "c" }),
            ("Choices", new Choice[] { new("a", "A"), new("b", "B"), new("c", "C") }));
        Assert.Equal(["a", "c"], body.QuerySelectorAll("input[checked]").Select(box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task MoneyField_WrongAmount_GivesBackWhatWasTyped()
    {
        var body = await Rendered.OfAsync<MoneyField>(("Name", "montant"), ("Label", "Montant"), ("Value", "trente mille"),
            ("Error", "Écrivez un montant"));
        Assert.Equal("trente mille", body.QuerySelector("#montant")!.GetAttribute("value"));
        Assert.Contains("€", body.TextContent, StringComparison.Ordinal);
        Assert.Equal("montant-erreur", body.QuerySelector("#montant")!.GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task SelectField_NoValue_ShowsTheEmptyChoice()
    {
        var body = await Rendered.OfAsync<SelectField>(("Name", "commune"), ("Label", "Commune"),
            ("Choices", new Choice[] { new("93010", "Bondy") }));
        Assert.Equal("Choisir", body.QuerySelector("option[selected]")!.TextContent);
    }
}
