using Terreau.Engine.Quantities;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>Something a project may obtain: advice, money, a place, a tool, a network, a permit, a skill.</summary>
/// <remarks>
/// <para>Themes and Audiences: empty means all. Perimeter: codes of zones, at least one.</para>
/// <para>Dedicated: made for social innovation or the social economy, as against common law.</para>
/// <para>RuleJson: the conditions as canonical JSON, null when there is none.</para>
/// <para>CheckedOn: the day the conditions were read again in the cited source; null means they were not.</para>
/// </remarks>
internal sealed record OfferEntry(
    string Slug, string Title, OperatorEntry Operator, string Summary, string Description, IReadOnlyList<string> Stages,
    IReadOnlyList<AnsweredNeed> Needs, IReadOnlyList<string> Themes, IReadOnlyList<string> Audiences, IReadOnlyList<string> Perimeter,
    bool Dedicated, string Cost, AmountEntry? Amount, OfferWindow Windows, int? DecisionDays, int? CapacityPerYear,
    string? RuleJson, IReadOnlyList<string> Steps, Provenance Provenance, DateOnly? CheckedOn)
{
    /// <summary>Acronyms and other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Which of "themes", "publics" and "stages" the source makes a condition.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    public bool IsGeneralist { get; init; }
    public IReadOnlyList<string> Documents { get; init; } = [];
    public ContactEntry? Contact { get; init; }

    /// <summary>The operator's own page, and where one applies.</summary>
    public string? Site { get; init; }
    public string? Apply { get; init; }
    public PreviousEntry? Previous { get; init; }

    public static OfferEntry Read(EntryReader entry, IReadOnlyDictionary<string, SourceEntry> sources)
    {
        var provenance = Provenance.Read(entry);
        var checkedOn = entry.Day("checkedOn");
        if (!entry.IsWritten("checkedOn")) entry.Fault("la clé « checkedOn » manque : un jour, ou null si rien n'est vérifié.");
        var url = sources.TryGetValue(provenance.Source, out var source) ? source.Url : null;
        var offer = new OfferEntry(
            entry.Text("slug"), entry.Text("title"), OperatorEntry.Read(entry), entry.Text("summary"), entry.Text("description"),
            entry.ManyOf("stages", Vocabulary.Stages.Has), [.. entry.Children("needs").Select(NeedEntry.ReadWhole)],
            entry.Texts("themes"), entry.ManyOf("publics", Vocabulary.Publics.Has), entry.Texts("perimeter"),
            entry.Flag("dedicated", false), entry.OneOf("cost", Vocabulary.Costs.Has), AmountEntry.Read(entry.Child("amount")),
            WindowsEntry.Read(entry), (int?)entry.Whole("decisionDays"), (int?)entry.Whole("capacityPerYear"),
            RuleTree.Read(entry, url, checkedOn),
            entry.Texts("steps"), provenance, checkedOn)
        {
            Aliases = entry.Texts("aliases"),
            Required = entry.ManyOf("required", code => code is "themes" or "publics" or "stages"),
            IsGeneralist = entry.Flag("generalist", false),
            Documents = entry.Texts("documents"),
            Contact = ContactEntry.Read(entry.Child("contact")),
            Site = entry.WebAddress("site"),
            Apply = entry.WebAddress("apply"),
            Previous = PreviousEntry.Read(entry.Child("previous")),
        };
        if (offer.Steps.Count == 0) entry.Fault("« steps » dit en un à cinq gestes comment demander.");
        if (offer.Stages.Count == 0) entry.Fault("une offre vaut pour au moins une étape.");
        if (offer.Needs.Count == 0) entry.Fault("une offre répond à au moins un besoin.");
        if (offer.Perimeter.Count == 0) entry.Fault("une offre a un périmètre.");
        if (!entry.Has("dedicated")) entry.Fault("la clé « dedicated » manque.");
        entry.Close();
        return offer;
    }
}

/// <summary>Who runs the offer: an organisation of the territory's files (by slug), or a name when it is not among them.</summary>
internal sealed record OperatorEntry(string? Organisation, string? Name)
{
    public static OperatorEntry Read(EntryReader offer)
    {
        if (offer.Child("operator") is not { } entry)
        {
            offer.Fault("la clé « operator » manque.");
            return new OperatorEntry(null, null);
        }
        var runner = new OperatorEntry(entry.OptionalText("organisation"), entry.OptionalText("name"));
        if (runner.Organisation is null == runner.Name is null) entry.Fault("un opérateur est une organisation ou un nom, pas les deux.");
        entry.Close();
        return runner;
    }
}

/// <summary>
/// What the offer may bring, in whole euros, and the share of the cost it may cover (0 to 1).
/// Source is null when the figure comes from the offer's own source.
/// </summary>
internal sealed record AmountEntry(long? MinEuros, long? MaxEuros, double? RateMax, string? Note, string? Source)
{
    public static AmountEntry? Read(EntryReader? entry)
    {
        if (entry is null) return null;
        var amount = new AmountEntry(entry.Whole("min"), entry.Whole("max"), entry.Number("rateMax"), entry.OptionalText("note"),
            entry.OptionalText("source"));
        if (amount.MinEuros > amount.MaxEuros) entry.Fault("le montant le plus bas dépasse le plus haut.");
        if (amount.RateMax is < 0 or > 1) entry.Fault("« rateMax » est une part entre 0 et 1.");
        entry.Close();
        return amount;
    }
}

/// <summary>Who to speak to first: a function or a desk with a public way to reach it. Source is null when it is the offer's own.</summary>
internal sealed record ContactEntry(string? Who, string? Phone, string? Mail, string? Form, string? Place, string? Source)
{
    public static ContactEntry? Read(EntryReader? entry)
    {
        if (entry is null) return null;
        var contact = new ContactEntry(entry.OptionalText("who"), entry.OptionalText("phone"), entry.OptionalText("mail"),
            entry.WebAddress("form"), entry.OptionalText("place"), entry.OptionalText("source"));
        if ((contact.Phone ?? contact.Mail ?? contact.Form ?? contact.Place) is null)
            entry.Fault("un contact a un téléphone, une adresse électronique, un formulaire ou un lieu.");
        if (contact.Mail is { } mail && !EmailAddress.TryParse(mail, out _))
            entry.Fault($"« {mail} » n'est pas une adresse électronique.");
        entry.Close();
        return contact;
    }
}

/// <summary>The last edition known of what comes back.</summary>
internal sealed record PreviousEntry(DateOnly? Opens, DateOnly? Closes, string? Note)
{
    public static PreviousEntry? Read(EntryReader? entry)
    {
        if (entry is null) return null;
        var previous = new PreviousEntry(entry.Day("opens"), entry.Day("closes"), entry.OptionalText("note"));
        if (previous.Opens > previous.Closes) entry.Fault("une édition finit avant de commencer.");
        entry.Close();
        return previous;
    }
}
