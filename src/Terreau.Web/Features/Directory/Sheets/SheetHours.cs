using Terreau.Engine.Hours;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory.Sheets;

/// <summary>The opening hours of a sheet in words.</summary>
/// <param name="Lines">A line for each set of days that are alike.</param>
/// <param name="Today">What is certain of today, as a sentence; null when nothing is.</param>
/// <param name="Source">Who says so, and since when.</param>
internal sealed record SheetHours(IReadOnlyList<string> Lines, string? Today, string Source)
{
    public static SheetHours? Of(Organisation actor, Atlas atlas, DateOnly today)
    {
        if (!OpeningHours.TryParse(actor.OpeningHours, out var hours)) return null;
        var said = actor.Evidence.FirstOrDefault(fact => fact.Text == nameof(Organisation.OpeningHours));
        var (source, since) = said is null ? (actor.SourceId, actor.SourceOn) : (said.SourceId, said.SourceOn);
        var freshOn = actor.CheckedOn is { } day && day > since.FirstDay ? day : since.FirstDay;
        // Hours change: what was said long ago is shown with its date, and no longer told of today.
        var isFresh = freshOn.AddMonths(Completeness.StaleMonths) > today;
        return new SheetHours(HoursWords.Lines(hours), isFresh ? On(today, hours, actor) : null,
            $"Source : {atlas.SourceTitle(source)}, {since.InFrench()}");
    }

    private static string? On(DateOnly today, OpeningHours hours, Organisation actor)
    {
        // A remark beside all of it ("sur rendez-vous") may take back any hour.
        if (hours.Rules.Any(rule => rule.IsCommentAlone)) return null;
        var departments = actor.Communes.Concat(actor.OutsideCommunes).Select(DepartmentOf).Distinct().ToList();
        var isHoliday = FrenchHolidays.Has(today, departments is [var only] ? only : null);
        return HoursWords.Today(hours.On(today, isHoliday)) is { } words
            ? $"{French.Capital(words.Split(' ')[0])} aujourd’hui{words[words.Split(' ')[0].Length..]}." : null;
    }

    private static string DepartmentOf(string insee) => insee.StartsWith("97", StringComparison.Ordinal) ? insee[..3] : insee[..2];
}
