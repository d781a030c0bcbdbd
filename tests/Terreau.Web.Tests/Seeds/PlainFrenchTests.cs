using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Seeds;

/// <summary>What the files put on screen is written as the house writes: short sentences, no exclamation mark.</summary>
public sealed partial class PlainFrenchTests
{
    [Fact]
    public void Texts_OfTheTerritory_AreShortSentences()
    {
        var world = World.EstEnsemble;
        var texts = world.Offers
            .SelectMany(offer => offer.Steps.Concat(offer.Documents)
                .Concat([offer.Title, offer.Summary, offer.Description, offer.Amount?.Note, offer.Previous?.Note]))
            .Concat(world.Organisations.SelectMany(one => one.LaterFacts.Select(fact => fact.Text).Append(one.WhatDossierSays)))
            .Concat(world.Cooperations.SelectMany(one => one.LaterFacts.Select(fact => fact.Text).Append(one.WhatDossierSays)))
            .Concat(world.Clusters.Select(cluster => cluster.Description))
            .Concat(world.Zones.Select(zone => zone.Note))
            .Concat(world.Portrait.Axes.SelectMany(axis => axis.Actions.Concat(axis.Subjects).Select(text => text.Text)
                .Concat(axis.Horizon.Missions).Append(axis.Finding).Append(axis.Horizon.Text)))
            .Concat(world.Portrait.Challenges.SelectMany(challenge => challenge.Goals.Select(goal => goal.Text)))
            .Concat(world.Portrait.Statements.Select(statement => statement.Text))
            .Concat(world.Portrait.Calendar.Select(date => date.Text))
            .OfType<string>().ToList();
        Assert.True(texts.Count > 400, $"{texts.Count} texts");
        foreach (var text in texts)
        {
            Assert.DoesNotContain(" !", text.Replace("À table citoyens !", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.All(SentenceEnd().Split(text), sentence => Assert.True(Words(sentence) <= 20, $"{Words(sentence)} words: {sentence}"));
        }
    }

    private static int Words(string sentence) => sentence.Split(' ').Count(word => word.Any(char.IsLetterOrDigit));

    [GeneratedRegex(@"(?<=[.?:])\s+")]
    private static partial Regex SentenceEnd();
}
