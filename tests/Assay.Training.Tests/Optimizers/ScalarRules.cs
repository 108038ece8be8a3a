using Assay.Training.Optimizers;

namespace Assay.Training.Tests.Optimizers;

/// <summary>The rules again, one parameter after the other in doubles, written from their formulas.</summary>
internal sealed class ScalarRules(FirstOrderSettings settings, int count)
{
    private readonly double[] _first = new double[count];
    private readonly double[] _second = new double[count];
    private int _steps;

    public void Step(double[] parameters, double[] gradient, double rate)
    {
        _steps++;
        for (var i = 0; i < count; i++)
        {
            parameters[i] = settings switch
            {
                GradientDescentSettings descent => Descent(descent, i, parameters[i], gradient[i], rate),
                AdamSettings adam => Adam(adam, i, parameters[i], gradient[i], rate),
                RmsPropSettings rms => RmsProp(rms, i, parameters[i], gradient[i], rate),
                AdagradSettings adagrad => Adagrad(adagrad, i, parameters[i], gradient[i], rate),
                _ => throw new InvalidOperationException(),
            };
        }
    }

    private double Descent(GradientDescentSettings s, int i, double p, double g, double rate)
    {
        g += s.Decay * p;
        _first[i] = (s.Momentum * _first[i]) + g;
        return p - (rate * (s.IsNesterov ? g + (s.Momentum * _first[i]) : _first[i]));
    }

    private double Adam(AdamSettings s, int i, double p, double g, double rate)
    {
        g += s.IsDecoupled ? 0 : s.Decay * p;
        p -= s.IsDecoupled ? rate * s.Decay * p : 0;
        _first[i] = (s.Beta1 * _first[i]) + ((1 - s.Beta1) * g);
        _second[i] = (s.Beta2 * _second[i]) + ((1 - s.Beta2) * g * g);
        var mean = _first[i] / (1 - Math.Pow(s.Beta1, _steps));
        var square = _second[i] / (1 - Math.Pow(s.Beta2, _steps));
        return p - (rate * mean / (Math.Sqrt(square) + s.Epsilon));
    }

    private double RmsProp(RmsPropSettings s, int i, double p, double g, double rate)
    {
        g += s.Decay * p;
        _second[i] = (s.Alpha * _second[i]) + ((1 - s.Alpha) * g * g);
        _first[i] = (s.Momentum * _first[i]) + (g / (Math.Sqrt(_second[i]) + s.Epsilon));
        return p - (rate * _first[i]);
    }

    private double Adagrad(AdagradSettings s, int i, double p, double g, double rate)
    {
        g += s.Decay * p;
        _second[i] = (_steps == 1 ? s.Start : _second[i]) + (g * g);
        return p - (rate / (1 + ((_steps - 1) * s.RateDecay)) * g / (Math.Sqrt(_second[i]) + s.Epsilon));
    }
}
