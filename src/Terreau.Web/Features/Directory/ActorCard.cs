using Microsoft.AspNetCore.Components;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Directory;

/// <summary>
/// An actor as the list shows it, in HTML ready to be sent: a card is the same for every visitor and every
/// query, but for the distance from where they are.
/// </summary>
internal sealed class ActorCard
{
    private const int LongestText = 240;

    private readonly MarkupString before;
    private readonly MarkupString after;
    private readonly MarkupString whole;
    private readonly bool isApproximate;
    private readonly string name;
    private volatile Answer? answer;

    private ActorCard(string slug, string name, IEnumerable<string> mentions, string? text, bool isApproximate)
    {
        Slug = slug;
        (this.isApproximate, this.name) = (isApproximate, name);
        before = Top(default);
        var rest = new HtmlText();
        foreach (var mention in mentions) rest.Add($"<span>{mention}</span>");
        rest.Add($"</p>");
        if (text is not null) rest.Add($"""<p class="text">{text}</p>""");
        rest.Add($"</article></li>");
        after = rest.ToMarkup();
        whole = HtmlText.Of($"{before}{after}");
    }

    /// <summary>The end of its address.</summary>
    public string Slug { get; }

    /// <summary>The same actor for programs.</summary>
    public required ActorItem Item { get; init; }

    public static ActorCard Of(Organisation actor, Atlas atlas) => new(
        actor.Slug,
        actor.Acronym is null ? actor.Name : $"{actor.Name} ({actor.Acronym})",
        Mentions(actor, atlas).Where(mention => mention.Length > 0),
        Shortened(actor.Summary ?? actor.Description),
        actor.Precision != "exacte")
    {
        Item = ActorItem.Of(actor, atlas),
    };

    /// <param name="distanceKm">How far it is from where the person is; null when they did not say, or it is not known.</param>
    public MarkupString Html(double? distanceKm)
        => distanceKm is { } km ? HtmlText.Of($"{before}<span>{Distance(km)}</span>{after}") : whole;

    /// <summary>The same on the page of a partner: what it leads to opens beside that page.</summary>
    public MarkupString OutsideHtml(double? distanceKm)
        => HtmlText.Of($"{Top(Beside)}{(distanceKm is { } km ? HtmlText.Of($"<span>{Distance(km)}</span>") : default)}{after}");

    /// <summary>What the API answers of it, written once for the address under which this site is asked.</summary>
    /// <param name="origin">What its address begins with.</param>
    /// <param name="distanceKm">How far it is from where one asks; null when that is not known.</param>
    public object Json(string origin, double? distanceKm)
    {
        if (distanceKm is { } km) return Item.At(origin) with { DistanceKm = Math.Round(km, 3) };
        if (answer is { } known && known.Origin == origin) return known.Json;
        var json = WrittenJson.Of(Item.At(origin));
        answer = new Answer(origin, json);
        return json;
    }

    private sealed record Answer(string Origin, WrittenJson Json);

    /// <summary>What a link bears that opens beside the page of a partner.</summary>
    public static readonly MarkupString Beside = new(" target=\"_blank\" rel=\"noopener\"");

    private MarkupString Top(MarkupString where) => HtmlText.Of($"""
        <li><article class="result" data-feature="{Slug}"><div class="result-top"><h2><a href="{DirectoryRoutes.Sheet(Slug)}"{where}><bdi>{name}</bdi></a></h2></div>
        <p class="meta">
        """);

    // A distance to the middle of a commune is not one to a door.
    private string Distance(double km) => isApproximate ? $"à {French.Distance(km)} environ" : $"à {French.Distance(km)}";

    // Roles, places, filières, freshness: what helps to choose.
    private static IEnumerable<string> Mentions(Organisation actor, Atlas atlas)
    {
        yield return French.List([.. actor.Roles.Select(Vocabulary.Roles.Label)]);
        yield return French.List([.. actor.Communes.Concat(actor.OutsideCommunes).Select(atlas.CommuneName)]);
        yield return string.Join(", ", actor.Filieres.Select(atlas.FiliereLabel));
        yield return Freshness.InShort(actor);
    }

    private static string? Shortened(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length <= LongestText) return text;
        var end = text.LastIndexOf(' ', LongestText);
        return string.Concat(text.AsSpan(0, end > 0 ? end : LongestText).TrimEnd(), "…");
    }
}
