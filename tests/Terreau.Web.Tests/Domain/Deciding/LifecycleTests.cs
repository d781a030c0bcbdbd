using System.Globalization;
using System.Reflection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Domain.Deciding;

/// <summary>Every life, state by state and verb by verb: what its table does not say is refused, and leaves no trace.</summary>
public sealed class LifecycleTests
{
    private static readonly Act Now = new("compte:1", new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc), "essayer", "parce que");

    /// <summary>The tables in words: a change of one is a change of this list.</summary>
    private static readonly Dictionary<Type, string[]> Tables = new()
    {
        [typeof(JoinRequest)] =
        [
            "Waiting Accept Accepted RunSheet", "Waiting Refuse Refused RunSheet", "Accepted Reopen Waiting Moderate",
            "Refused Reopen Waiting Moderate",
        ],
        [typeof(Amendment)] = ["Waiting Accept Accepted Moderate", "Waiting Refuse Refused Moderate", "Refused Reopen Waiting Moderate"],
        [typeof(ErrorReport)] =
        [
            "Waiting Close Accepted Moderate", "Waiting Dismiss Refused Moderate", "Accepted Reopen Waiting Moderate",
            "Refused Reopen Waiting Moderate",
        ],
        [typeof(Invitation)] = ["Open Accept Accepted UseAccount", "Open Withdraw Withdrawn RunSheet"],
        [typeof(Organisation)] =
        [
            "Published AwaitingReview Proposed JoinSheets", "Proposed Publish Published Moderate", "Refused Publish Published Moderate",
            "Withdrawn Publish Published Moderate", "Proposed Refuse Refused Moderate", "Published Withdraw Withdrawn Moderate 30",
            "Published Check Published EditSheet", "Withdrawn Check Published EditSheet", "Proposed Check Proposed EditSheet",
            "Refused Check Refused EditSheet", "Published MergeInto Merged Moderate", "Proposed MergeInto Merged Moderate",
            "Refused MergeInto Merged Moderate", "Withdrawn MergeInto Merged Moderate", "Merged Restore Published Moderate",
            "Merged Restore Proposed Moderate", "Published Restore Proposed Moderate", "Merged Restore Refused Moderate",
            "Published Restore Refused Moderate", "Merged Restore Withdrawn Moderate", "Published Restore Withdrawn Moderate",
            "Published GoBack Proposed Moderate", "Refused GoBack Proposed Moderate", "Published GoBack Refused Moderate",
            "Published GoBack Withdrawn Moderate", "Withdrawn GoBack Published Moderate",
        ],
    };

    public static TheoryData<string> Kinds => [.. Lives().Keys.Select(kind => kind.Name)];

    [Fact]
    public void Lives_OfTheSite_AreAllInTheTest()
    => Assert.Equal(Tables.Keys.Select(kind => kind.Name).Order(), Lives().Keys.Select(kind => kind.Name).Order());

    [Theory, MemberData(nameof(Kinds))]
    public void Table_OfEachLife_IsAsWritten(string kind)
    {
        var (type, life) = Lives().Single(pair => pair.Key.Name == kind);

        var lines = Steps(life).SelectMany(step => step.From.Select(from =>
            string.Join(' ',
                new[] { from, step.Verb, step.To, step.Who?.ToString(),
                    step.After?.Days.ToString(CultureInfo.InvariantCulture) }.OfType<string>())));

        Assert.Equal(Tables[type].Order(), lines.Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Verb_FromEachState_LeadsWhereTheTableSays_OrIsRefused(string kind)
    {
        var (type, life) = Lives().Single(pair => pair.Key.Name == kind);
        var state = StateOf(type);
        foreach (var verb in Steps(life).Select(step => step.Verb).Distinct())
        {
            foreach (var from in Enum.GetNames(state.PropertyType))
            {
                foreach (var to in Enum.GetNames(state.PropertyType))
                {
                    var thing = Make(type);
                    state.SetValue(thing, Enum.Parse(state.PropertyType, from));
                    var arguments = Arguments(type.GetMethod(verb)!, state.PropertyType, to);
                    var isSaid = Steps(life).Any(step => step.Verb == verb && step.From.Contains(from)
                        && (step.To == to || arguments.Choices == 0));

                    var error = Record.Exception(() => type.GetMethod(verb)!.Invoke(thing, arguments.Values))?.InnerException;

                    if (isSaid) Assert.Null(error);
                    else Assert.IsType<IllegalStepException>(error);
                    var stands = state.GetValue(thing)!.ToString();
                    Assert.Equal(isSaid ? Steps(life)
                        .First(step => step.Verb == verb && step.From.Contains(from) && (step.To == to || arguments.Choices == 0)).To
                        : from, stands);
                    if (thing is ILiving living)
                        Assert.Equal(isSaid ? [$"{verb} {stands} {Now.Who} {Now.Why}"] : [],
                            living.Unsaved.Select(ruling => $"{ruling.Verb} {ruling.State} {ruling.By} {ruling.Why}"));
                }
            }
        }
    }

    [Fact]
    public void May_StepOfAnotherOrganisation_IsNotTheirs()
    {
        var (own, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var owner = new User { AccountId = Guid.CreateVersion7(),
            Organisations = new Dictionary<Guid, OrganisationRoles> { [own] = OrganisationRoles.Owner } };
        var request = (JoinRequest)Make(typeof(JoinRequest));

        Assert.True(request.May(nameof(JoinRequest.Accept), owner, own));
        Assert.False(request.May(nameof(JoinRequest.Accept), owner, other));
        Assert.False(request.May(nameof(JoinRequest.Reopen), owner, own));
        Assert.False(request.May(nameof(JoinRequest.Accept), User.Visitor, own));
    }

    private sealed record Line(string Verb, IReadOnlyList<string> From, string To, Permission? Who, TimeSpan? After);

    /// <summary>Whatever has a life says it in a static field of that name.</summary>
    private static Dictionary<Type, object> Lives() => typeof(JoinRequest).Assembly.GetTypes()
        .Select(type => (Type: type, Field: type.GetField("Life", BindingFlags.Public | BindingFlags.Static)))
        .Where(found => found.Field?.FieldType is { IsGenericType: true } held && held.GetGenericTypeDefinition() == typeof(Lifecycle<>))
        .ToDictionary(found => found.Type, found => found.Field!.GetValue(null)!);

    private static List<Line> Steps(object life) => Lines((dynamic)life);

    private static List<Line> Lines<T>(Lifecycle<T> life) where T : struct, Enum
        => [.. life.Steps.Select(step =>
            new Line(step.Verb, [.. step.From.Select(state => state.ToString())], step.To.ToString(), step.Who, step.After))];

    private static PropertyInfo StateOf(Type type)
    {
        var held = type.GetProperty("State") ?? type.GetProperty("Status")!;
        return held.DeclaringType!.GetProperty(held.Name)!;
    }

    private static (object[] Values, int Choices) Arguments(MethodInfo verb, Type states, string to)
    {
        object[] values = [.. verb.GetParameters().Select(parameter => parameter.ParameterType == typeof(Act) ? Now
            : parameter.ParameterType == states ? Enum.Parse(states, to)
            : parameter.ParameterType == typeof(DateOnly) ? DateOnly.FromDateTime(Now.At) : (object)"ailleurs")];
        return (values, values.Count(value => value.GetType() == states));
    }

    private static object Make(Type type) => type.Name switch
    {
        nameof(JoinRequest) => new JoinRequest
        {
            AccountId = Guid.Empty, OrganisationId = Guid.Empty, Role = OrganisationRoles.Reader, IsClaim = false, AskedAt = Now.At,
        },
        nameof(Amendment) => new Amendment { OrganisationId = Guid.Empty, By = Act.Visitor, Changes = "[]", SentAt = Now.At },
        nameof(ErrorReport) => new ErrorReport { Page = "/acteurs/baluchon", Message = "Faux.", ReportedAt = Now.At },
        nameof(Invitation) => new Invitation
        {
            OrganisationId = Guid.Empty, Email = "ines@exemple.fr", Role = OrganisationRoles.Reader, KeyHash = SecretHash.Of("clé"),
            InvitedBy = Guid.Empty, SentAt = Now.At, ExpiresAt = Now.At,
        },
        nameof(Organisation) =>
            new Organisation { Slug = "baluchon", Name = "Baluchon", SourceId = "essai",
                SourceOn = PartialDate.Of(new DateOnly(2026, 1, 1)) },
        _ => throw new InvalidOperationException($"Make one {type.Name} here."),
    };
}
