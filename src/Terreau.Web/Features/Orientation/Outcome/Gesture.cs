using Terreau.Web.Domain.Projects;

namespace Terreau.Web.Features.Orientation.Outcome;

/// <summary>Something a person can do tomorrow morning.</summary>
/// <param name="What">The gesture: "Appelez le 01 23 45 67 89."</param>
/// <param name="Detail">What it is for, before the name of the offer.</param>
/// <param name="Offer">The offer it is about.</param>
internal sealed record Gesture(string What, string Detail, Domain.Offers.Offer Offer)
{
    /// <summary>Days ahead within which a closing day is worth a gesture.</summary>
    private const int Soon = 120;

    /// <summary>
    /// At most three, each of its own sort: speak to someone, prepare the papers, ask before the nearest closing day or on line. What is
    /// sure comes before what suits, and that before what waits for one answer; what waits for more is no gesture yet. Needs in the
    /// person's order.
    /// </summary>
    public static IReadOnlyList<Gesture> Of(OrientedProject project, DateOnly day)
    {
        var best = project.Needs.SelectMany(need => need.Sure).Concat(project.Needs.SelectMany(need => need.ToConfirm))
            .Where(answer => OrientedNeed.Suits(answer) || answer.OpenQuestions <= 1)
            .OrderByDescending(OrientedNeed.IsSure).ThenByDescending(OrientedNeed.Suits)
            .DistinctBy(answer => answer.Offer.Id).Select(answer => (Answer: answer, Sheet: project.Sheet(answer))).ToList();
        var guides = project.Guides.Select(answer => (Answer: answer, Sheet: project.Sheet(answer)));
        List<Gesture?> gestures =
        [
            best.Concat(guides).Select(one => Speak(one.Sheet)).FirstOrDefault(one => one is not null),
            best.Select(one => one.Sheet).Where(sheet => sheet.Documents.Count > 0)
                .Select(sheet => new Gesture($"Préparez : {French.List(sheet.Documents)}.", "Pour", sheet)).FirstOrDefault(),
            best.Select(one => Closing(one.Sheet, day)).OfType<(DateOnly, Gesture)>().OrderBy(one => one.Item1)
                .Select(one => one.Item2).FirstOrDefault() ?? best.Select(one => Online(one.Sheet)).FirstOrDefault(one => one is not null),
        ];
        return [.. gestures.OfType<Gesture>()];
    }

    private static Gesture? Speak(Domain.Offers.Offer sheet)
    {
        var who = sheet.ContactName is { } name ? $", {name}" : "";
        return sheet switch
        {
            { ContactPhone: { } phone } => new Gesture($"Appelez le {phone}{who}.", "Pour", sheet),
            { ContactMail: { } mail } => new Gesture($"Écrivez à {mail}{who}.", "Pour", sheet),
            { ContactPlace: { } place } => new Gesture($"Allez voir : {place}{who}.", "Pour", sheet),
            { ContactForm: not null } => new Gesture(
                $"Écrivez à {sheet.ContactName ?? sheet.OperatorName} par son formulaire.", "Pour", sheet),
            _ => null,
        };
    }

    private static (DateOnly, Gesture)? Closing(Domain.Offers.Offer sheet, DateOnly day)
        => !sheet.Windows.IsPermanent && sheet.Windows.SpanAt(day) is { } span && span.Contains(day)
            && span.Closes.DayNumber - day.DayNumber <= Soon
            ? (span.Closes, new Gesture($"Déposez votre demande avant le {French.Date(span.Closes)}.", "C’est la clôture de", sheet))
            : null;

    private static Gesture? Online(Domain.Offers.Offer sheet)
        => sheet.ApplyUrl is null ? null : new Gesture("Commencez la demande en ligne.", "Pour", sheet);
}
